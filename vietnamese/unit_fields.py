"""The fields of work that names of bodies are made of, as data: "y tế", "dịch vụ tổng hợp", "kiểm soát bệnh tật"."""

FIELDS = """
an ninh, an ninh trật tự, an sinh xã hội, an toàn giao thông, an toàn lao động, an toàn thông tin, an toàn thực phẩm,
an toàn vệ sinh lao động, an toàn vệ sinh thực phẩm, an toàn điện, ban thường vụ, biên phòng, biên tập, bà mẹ, bà mẹ
và trẻ em, bán trú, bình đẳng giới, bưu chính, bưu điện, bạn đọc, bảo hiểm xã hội, bảo hiểm y tế, bảo hộ lao động, bảo
trợ trẻ em, bảo trợ xã hội, bảo tàng, bảo tồn, bảo vệ, bảo vệ an ninh, bảo vệ môi trường, bảo vệ thực vật, bảo vệ trẻ
em, bồi thường, bổ trợ tư pháp, bộ môn, bộ đội biên phòng, cha mẹ học sinh, chuyên môn, chuyển đổi số, chính quyền,
chính quyền địa phương, chính sách, chính sách xã hội, chính trị, chính trị nội bộ, chăn nuôi, chấn thương chỉnh hình,
chấp hành, chất lượng, chẩn đoán hình ảnh, chỉ huy, chỉ đạo, chống nhiễm khuẩn, chủ tịch, chứng thực, chữ thập đỏ,
chữa cháy, cung ứng dịch vụ, cung ứng dịch vụ công, các khu công nghiệp, cán sự đảng, cây xanh, công an, công chứng,
công nghiệp, công nghệ, công nghệ bảo quản, công nghệ số, công nghệ số cộng đồng, công nghệ thông tin, công sản, công
thương, công thương nghiệp, công trình, công trình công cộng, công tác chính trị, công tác học sinh, công tác sinh
viên, công tác xã hội, công tác đội, công vụ, công đoàn, cơ yếu, cải cách hành chính, cải cách tư pháp, cảng cá, cảnh
sát, cảnh sát biển, cảnh sát giao thông, cảnh sát hình sự, cảnh sát phòng cháy, cảnh sát quản lý hành chính về trật tự
xã hội, cấp cứu, cấp nước, cổng, cờ đỏ, cứu hộ, cứu nạn, cứu trợ, cửa khẩu, cựu chiến binh, cựu giáo chức, cựu thanh
niên xung phong, di sản, di tích, dinh dưỡng, doanh nghiệp, du lịch, dân chính, dân cư, dân phòng, dân quân, dân số,
dân sự, dân tộc, dân tộc nội trú, dân vận, dược, dạy nghề, dịch vụ, dịch vụ công, dịch vụ công ích, dịch vụ nông
nghiệp, dịch vụ tổng hợp, dịch vụ việc làm, dịch vụ đô thị, dự án, dự án đầu tư, dự án đầu tư xây dựng, gia đình, giao
dịch, giao dịch một cửa, giao thông, giao thông vận tải, giá và công sản, giám hiệu, giám khảo, giám sát, giám định,
giám định y khoa, giáo chức, giáo dục, giáo dục chính trị, giáo dục mầm non, giáo dục nghề nghiệp, giáo dục pháp luật,
giáo dục phổ thông, giáo dục thường xuyên, giáo dục trung học, giáo vụ, giải phóng mặt bằng, giảm nghèo, giới thiệu
việc làm, hiến máu, hoạt động xây dựng, hoạt động xã hội, huyết học, huyết học truyền máu, hàng hải, hành chính, hành
chính công, hành chính nhân sự, hành chính quản trị, hành chính sự nghiệp, hành chính tư pháp, hành chính tổng hợp,
hòa giải, hòa giải cơ sở, hòa giải viên, hóa sinh, hướng nghiệp, hạ tầng, hạ tầng kỹ thuật, hạ tầng số, hải quan, hậu
cần, hậu cần kỹ thuật, học, học sinh, hồi sức cấp cứu, hồi sức tích cực, hỗ trợ tư pháp, hộ tịch, hội nhập, hợp nhất,
hợp tác công tư, hợp tác quốc tế, hợp tác xã, khai thác cảng, khen thưởng, khen thưởng và kỷ luật, khiếu nại, kho quỹ,
khoa giáo, khoa học, khoa học công nghệ, khoa học kỹ thuật, khoa học tự nhiên, khoa học và đào tạo, khoa học xã hội,
khoáng sản, khu công nghiệp, khuyến công, khuyến học, khuyến nông, khám bệnh, khám sức khỏe, khánh tiết, khảo thí,
khối, kinh doanh, kinh doanh điện, kinh tế, kinh tế hạ tầng, kinh tế ngành, kinh tế số, kinh tế tập thể, kinh tế tổng
hợp, kinh tế đối ngoại, kiến trúc, kiểm lâm, kiểm nghiệm, kiểm soát, kiểm soát bệnh tật, kiểm soát nhiễm khuẩn, kiểm
soát nội bộ, kiểm soát thanh toán, kiểm soát thủ tục hành chính, kiểm sát, kiểm sát nhân dân, kiểm toán, kiểm tra,
kiểm tra pháp chế, kiểm tra văn bản, kiểm định, kiểm định chất lượng, ký sinh trùng, kế hoạch, kế hoạch hóa gia đình,
kế hoạch kỹ thuật, kế hoạch tài chính, kế hoạch tổng hợp, kế hoạch vật tư, kế toán, kế toán tài chính, kỷ luật, kỹ
thuật, kỹ thuật số, lao động, lao động ngoài nước, lao động xã hội, liên thông, lâm nghiệp, lý luận chính trị, lưu
trữ, lưu động, lập pháp, lễ tân, môi trường, môi trường đô thị, mạng lưới, mầm non, mặt trận, một cửa, mỹ thuật,
nghiên cứu, nghiên cứu khoa học, nghiệp vụ, nghiệp vụ y, nghề nghiệp, nghệ nhân, nghệ thuật, ngoại, ngoại chấn thương,
ngoại ngữ, ngoại tổng hợp, ngoại vụ, ngân quỹ, ngân sách, ngư nghiệp, người cao tuổi, người có công, người khuyết tật,
người lao động, người tham gia, người tiêu dùng, nhi, nhi đồng, nhiếp ảnh, nhiễm, nhiệt đới, nhà báo, nhà văn, nhà ở,
nhân dân, nhân sự, nhân đạo, nuôi trồng thủy sản, nông dân, nông lâm nghiệp, nông nghiệp, nông thôn, nông thôn mới,
năng lượng, nề nếp, nội, nội chính, nội dung, nội tiết, nội trú, nội tổng hợp, nội vụ, nữ, nữ công, nữ công gia chánh,
phong trào, pháp chế, pháp luật, pháp lý, pháp y, phát hành, phát thanh, phát thanh truyền hình, phát thanh và truyền
hình, phát triển nông thôn, phát triển quỹ đất, phát triển đô thị, phòng bệnh, phòng cháy, phòng chống thiên tai,
phòng thủ, phòng thủ dân sự, phối hợp phổ biến, phổ biến, phổ biến giáo dục pháp luật, phổ biến và theo dõi thi hành
pháp luật, phổ thông, phổ thông dân tộc nội trú, phụ nữ, phụ sản, phục hồi chức năng, phục vụ bạn đọc, phục vụ hành
chính công, quy hoạch, quy hoạch kiến trúc, quyền lợi người tiêu dùng, quân dân y, quân nhu, quân sự, quản lý, quản lý
chất lượng, quản lý công nghiệp, quản lý cảng, quản lý dự án, quản lý giá, quản lý hoạt động xây dựng, quản lý hành
chính, quản lý khu kinh tế, quản lý khám, quản lý môi trường y tế, quản lý ngân sách, quản lý nhà nước, quản lý nước,
quản lý rừng, quản lý thị trường, quản lý tổng hợp, quản lý văn hóa, quản lý vận hành, quản lý xuất nhập cảnh, quản lý
xây dựng, quản lý y tế, quản lý đào tạo, quản lý đô thị, quản lý đất đai, quản lý đầu tư, quản nhiệm, quản sinh, quản
trị, quần chúng, quốc gia, quốc hội, quốc phòng, quốc tế, quỹ đất, răng hàm mặt, sinh vật cảnh, soạn thảo, sản xuất,
số cộng đồng, số hóa, sức khỏe, sức khỏe cộng đồng, sức khỏe sinh sản, sự nghiệp, tai mũi họng, tham gia bảo vệ an
ninh, tham mưu, tham mưu tổng hợp, thanh niên, thanh niên cộng sản, thanh niên tình nguyện, thanh niên xung kích,
thanh niên xung phong, thanh thiếu nhi, thanh tra, thanh tra nhân dân, theo dõi thi hành pháp luật, thi hành pháp
luật, thi hành án, thi hành án dân sự, thi hành án hình sự, thi đua, thi đua khen thưởng, thiên tai, thiết bị, thiếu
nhi, thiếu niên, thiếu niên tiền phong, thuế, thí nghiệm, thông tin, thông tin truyền thông, thông tin điện tử, thông
tấn, thú y, thư ký, thư viện, thương binh, thương mại, thường trực, thường vụ, thể chất, thể dục, thể dục thể thao,
thể thao, thị trường, thống kê, thủ công, thủ tục hành chính, thủy lợi, thủy nông, thủy sản, thực hành, thực phẩm,
thực vật, tim mạch, tin học, tiêu chuẩn đo lường chất lượng, tiếp công dân, tiếp dân, tiếp nhận, tiền tệ, tiểu học,
trang trí, triển lãm, trung cấp, trung học, trung học cơ sở, trung học phổ thông, truyền hình, truyền máu, truyền
nhiễm, truyền thanh, truyền thông, truyền thông giáo dục sức khỏe, trường học, trả kết quả, trật tự, trật tự đô thị,
trật tự ở cơ sở, trẻ em, trọng tài, trồng trọt, trợ giúp pháp lý, trợ giúp pháp lý nhà nước, tuyên giáo, tuyên huấn,
tuyên truyền, tài chính, tài chính kế hoạch, tài chính kế toán, tài nguyên, tài nguyên nước, tài vụ, tái định cư, tâm
thần, tín dụng, tín ngưỡng, tôn giáo, tư pháp, tư pháp hộ tịch, tư tưởng, tư vấn, tố cáo, tổ chức, tổ chức cán bộ, tổ
chức cán bộ và đào tạo, tổ chức hành chính, tổ chức nhân sự, tổ chức xây dựng đảng, tổng phụ trách, tổng phụ trách
đội, tổng vụ, từ thiện, tự nhiên, tự quản, tự vệ, viên chức, viễn thông, việc làm, văn bản, văn hóa, văn hóa cơ sở,
văn hóa thông tin, văn hóa xã hội, văn học, văn học nghệ thuật, văn nghệ, văn phòng, văn thư, văn thư lưu trữ, văn
thể, văn thể mỹ, văn xã, vận hành, vận hành lưới điện, vận tải, vận động, vật tư, vật tư y tế, vệ sinh, vệ sinh an
toàn thực phẩm, vệ sinh lao động, vệ sinh môi trường, xung kích, xuất bản, xuất nhập cảnh, xây dựng, xây dựng chính
quyền, xây dựng cơ bản, xây dựng và kiểm tra văn bản, xây dựng đảng, xã hội, xã hội học tập, xã hội nhân văn, xét
chọn, xét duyệt, xét nghiệm, xúc tiến, xúc tiến thương mại, xúc tiến đầu tư, xử lý vi phạm hành chính, y dược, y dược
cổ truyền, y học, y học cổ truyền, y học dự phòng, y khoa, y sinh, y tế, y tế công cộng, y tế dự phòng, y tế học
đường, đa khoa, đa khoa khu vực, điều dưỡng, điều hành, điều phối, điều phối nông thôn mới, điều độ, điện lực, điện
tử, đo đạc, đoàn thể, đoàn đội, đào tạo, đào tạo nghề, đào tạo và bồi dưỡng, đê điều, đô thị, đăng kiểm, đăng ký biện
pháp bảo đảm, đăng ký kinh doanh, đăng ký đất đai, đường bộ, đường thủy nội địa, đại biểu, đại biểu nhân dân, đại biểu
quốc hội, đại diện, đại diện cha mẹ học sinh, đại học, đảng, đảng viên, đất đai, đầu tư, đầu tư phát triển, đối ngoại,
đối tác công tư, đồ dùng, đồng đội, đời sống, ứng dụng công nghệ thông tin
"""
