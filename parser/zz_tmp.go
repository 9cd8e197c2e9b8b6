package parser

type passage struct {
	runes, fold []rune
	start       int
}
type roster struct{}

func newRoster() *roster                                             { return &roster{} }
func (r *roster) bind(passage, *District)                            {}
func (r *roster) appearances(ps []passage, d *District) []Appearance { return nil }
func (r *roster) continues([]rune) bool                              { return false }
func (r *roster) district(string) *District                          { return nil }
