"""The words of the sample plan. The office, the province and the people are invented."""

HEAD = ("UBND TỈNH VĨNH AN", "SỞ TƯ PHÁP", "Số: 42/KH-STP", "Vĩnh An, ngày 20 tháng 5 năm 2026")
TITLE = "Tổ chức Tháng hành động vì trẻ em năm 2026"

BODY = """\
Thực hiện Kế hoạch số 97/KH-UBND ngày 29/4/2026 của UBND tỉnh Vĩnh An về tổ chức Tháng hành động vì trẻ em năm 2026, \
Sở Tư pháp ban hành Kế hoạch thực hiện như sau:
# I. MỤC ĐÍCH, YÊU CẦU
## 1. Mục đích
- Nâng cao trách nhiệm của công chức, viên chức, người lao động trong việc bảo vệ, chăm sóc và giáo dục trẻ em.
- Đưa chính sách, pháp luật về trẻ em đến với gia đình, nhà trường và cộng đồng dân cư trên địa bàn tỉnh.
## 2. Yêu cầu
- Hoạt động thiết thực, tiết kiệm, đúng đối tượng, gắn với nhiệm vụ thường xuyên của từng đơn vị.
- Bảo đảm bí mật thông tin cá nhân của trẻ em khi đưa tin, chụp ảnh và báo cáo.
# II. CHỦ ĐỀ, THỜI GIAN, CHỈ TIÊU
1. Chủ đề: “Lắng nghe con trẻ, giữ trọn yêu thương”.
2. Thời gian: từ ngày 01/6/2026 đến ngày 30/6/2026.
3. Chỉ tiêu: trên 95% trẻ em được đăng ký khai sinh đúng hạn.
4. Khẩu hiệu tuyên truyền:
- Mỗi đứa trẻ một giấy khai sinh, mỗi mái nhà một lời yêu thương!
- Cả cơ quan chung tay vì nụ cười trẻ nhỏ!
- Người lớn làm gương, trẻ em noi theo!
# III. NỘI DUNG THỰC HIỆN
## 1. Tuyên truyền, phổ biến pháp luật về trẻ em
Tổ chức ít nhất 05 hội nghị tuyên truyền Luật Trẻ em, Luật Hôn nhân và gia đình, kỹ năng phòng, chống xâm hại trẻ em \
tại các xã, phường; biên soạn và cấp phát 2.000 tờ gấp pháp luật.
- Đơn vị chủ trì: Phòng Phổ biến, giáo dục pháp luật.
- Đơn vị phối hợp: các phòng, đơn vị thuộc Sở.
- Thời gian thực hiện: thường xuyên.
## 2. Trang trí, tuyên truyền trực quan
Treo băng rôn, khẩu hiệu hưởng ứng Tháng hành động vì trẻ em tại trụ sở Sở và các đơn vị trực thuộc.
- Đơn vị chủ trì: Văn phòng Sở.
- Đơn vị phối hợp: Đoàn thanh niên Sở.
- Thời gian thực hiện: ngày 01/6/2026.
## 3. Gặp mặt, tặng quà nhân ngày Quốc tế Thiếu nhi
Tổ chức gặp mặt, tặng quà con của công chức, viên chức, người lao động; trao học bổng cho trẻ em có hoàn cảnh khó khăn \
tại xã Sơn Bình do Sở nhận đỡ đầu.
- Đơn vị chủ trì: Công đoàn Sở; Đoàn thanh niên Sở.
- Đơn vị phối hợp: Văn phòng Sở.
- Thời gian thực hiện: trước ngày 05/6/2026.
## 4. Rà soát, hoàn thiện văn bản quy phạm pháp luật
Rà soát các nghị quyết của Hội đồng nhân dân tỉnh, quyết định của UBND tỉnh có quy định liên quan đến trẻ em; kiến \
nghị sửa đổi, bổ sung hoặc bãi bỏ quy định không còn phù hợp.
- Đơn vị chủ trì: Phòng Xây dựng và Kiểm tra văn bản.
- Đơn vị phối hợp: Phòng Hành chính tư pháp.
- Thời gian thực hiện: trước ngày 12/6/2026.
## 5. Đăng ký khai sinh cho trẻ em
Hướng dẫn UBND các xã, phường đăng ký khai sinh đúng hạn, cấp liên thông giấy khai sinh, thẻ bảo hiểm y tế cho trẻ em \
dưới 06 tuổi.
- Đơn vị chủ trì: Phòng Hành chính tư pháp.
- Thời gian thực hiện: thường xuyên.
## 6. Kiểm tra việc đăng ký nuôi con nuôi
Kiểm tra việc đăng ký nuôi con nuôi tại 04 xã, phường; kịp thời hướng dẫn, khắc phục sai sót trong hồ sơ.
- Đơn vị chủ trì: Phòng Hành chính tư pháp.
- Đơn vị phối hợp: Trung tâm Trợ giúp pháp lý nhà nước.
- Thời gian thực hiện: từ ngày 08/6/2026 đến ngày 19/6/2026.
## 7. Trợ giúp pháp lý cho trẻ em
Thực hiện trợ giúp pháp lý miễn phí cho 100% trẻ em thuộc diện được trợ giúp khi có yêu cầu; cử trợ giúp viên tham gia \
các vụ việc có người bị hại là trẻ em.
- Đơn vị chủ trì: Trung tâm Trợ giúp pháp lý nhà nước.
- Thời gian thực hiện: thường xuyên.
## 8. Truyền thông lưu động về trợ giúp pháp lý
Tổ chức 03 đợt truyền thông lưu động về trợ giúp pháp lý tại các xã vùng cao Sơn Bình, Đá Bạc, Nậm Khê.
- Đơn vị chủ trì: Trung tâm Trợ giúp pháp lý nhà nước, Phòng Phổ biến, giáo dục pháp luật.
- Đơn vị phối hợp: Đoàn thanh niên Sở.
- Thời gian thực hiện: trước ngày 20/6/2026.
## 9. Công chứng, chứng thực miễn phí
Miễn phí công chứng văn bản từ chối nhận di sản, cử người giám hộ cho trẻ em mồ côi; niêm yết công khai thủ tục.
- Đơn vị chủ trì: Phòng Công chứng số 1.
- Thời gian thực hiện: trước ngày 26/6/2026.
## 10. Phiên tòa giả định
Đoàn thanh niên Sở chủ trì, phối hợp với Phòng Phổ biến, giáo dục pháp luật tổ chức 01 phiên tòa giả định về phòng, \
chống bạo lực học đường tại một trường trung học cơ sở.
## 11. Truyền thông trên môi trường mạng
Giao Văn phòng Sở chủ trì, phối hợp với các phòng, đơn vị thuộc Sở đăng tải ít nhất 12 tin, bài về Tháng hành động vì \
trẻ em trên Trang thông tin điện tử và trang Zalo của Sở trong tháng 6/2026.
# IV. TỔ CHỨC THỰC HIỆN
1. Các phòng, đơn vị thuộc Sở căn cứ nhiệm vụ được giao chủ động triển khai, gửi báo cáo kết quả về Văn phòng Sở trước \
ngày 28/6/2026.
2. Văn phòng Sở theo dõi, đôn đốc việc thực hiện Kế hoạch; tổng hợp, tham mưu Giám đốc Sở báo cáo UBND tỉnh và Sở Y tế \
trước ngày 30/6/2026.
Trên đây là Kế hoạch tổ chức Tháng hành động vì trẻ em năm 2026 của Sở Tư pháp; trong quá trình thực hiện, nếu có khó \
khăn, vướng mắc, các phòng, đơn vị phản ánh về Văn phòng Sở để tổng hợp, báo cáo Giám đốc Sở xem xét, quyết định./.
"""

RECIPIENTS = ("- UBND tỉnh;", "- Sở Y tế;", "- Lãnh đạo Sở;", "- Các phòng, đơn vị thuộc Sở;", "- Lưu: VT, VP.")
SIGNED = ("GIÁM ĐỐC", "Nguyễn Quang Thái")
