"""Writers of the codes from before Unicode, for tests: the tables are typed off here once more, letter by letter."""

_TCVN3 = """
ă¨ â© êª ô« ơ¬ ư\u00ad đ® Ă¡ Â¢ Ê£ Ô¤ Ơ¥ Ư¦ Đ§
àµ ả¶ ã· á¸ ạ¹ ằ» ẳ¼ ẵ½ ắ¾ ặÆ ầÇ ẩÈ ẫÉ ấÊ ậË èÌ ẻÎ ẽÏ éÐ ẹÑ ềÒ ểÓ ễÔ ếÕ ệÖ ì× ỉØ ĩÜ íÝ ịÞ
òß ỏá õâ óã ọä ồå ổæ ỗç ốè ộé ờê ởë ỡì ớí ợî ùï ủñ ũò úó ụô ừõ ửö ữ÷ ứø ựù ỳú ỷû ỹü ýý ỵþ
"""
_VNI = """
á:aù à:aø ả:aû ã:aõ ạ:aï â:aâ ấ:aá ầ:aà ẩ:aå ẫ:aã ậ:aä ă:aê ắ:aé ằ:aè ẳ:aú ẵ:aü ặ:aë
é:eù è:eø ẻ:eû ẽ:eõ ẹ:eï ê:eâ ế:eá ề:eà ể:eå ễ:eã ệ:eä ó:où ò:oø ỏ:oû õ:oõ ọ:oï ô:oâ ố:oá ồ:oà ổ:oå ỗ:oã ộ:oä
ơ:ô ớ:ôù ờ:ôø ở:ôû ỡ:ôõ ợ:ôï ú:uù ù:uø ủ:uû ũ:uõ ụ:uï ư:ö ứ:öù ừ:öø ử:öû ữ:öõ ự:öï
í:í ì:ì ỉ:æ ĩ:ó ị:ò ý:yù ỳ:yø ỷ:yû ỹ:yõ ỵ:î đ:ñ
"""
TO_TCVN3 = str.maketrans({pair[0]: pair[1] for pair in _TCVN3.replace("\n", " ").split(" ") if pair})
_SMALL = dict(pair.split(":") for pair in _VNI.split())
TO_VNI = str.maketrans(_SMALL | {letter.upper(): pair.upper() for letter, pair in _SMALL.items()})


def tcvn3(text: str) -> str:
    """TCVN3 as Latin-1 shows it; capitals with tones, which it has not, become small."""
    known = "".join(char if ord(char) in TO_TCVN3 or char.isascii() else char.lower() for char in text)
    return known.translate(TO_TCVN3)


def vni(text: str) -> str:
    return text.translate(TO_VNI)
