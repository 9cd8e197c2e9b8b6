package parser

func foldText(s string) []rune {
	out := []rune(s)
	for i, c := range out {
		if c >= 0xff01 && c <= 0xff5e {
			out[i] = c - 0xfee0
		}
		if c == 0x3000 {
			out[i] = ' '
		}
	}
	return out
}
