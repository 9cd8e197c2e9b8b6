package kind
import ("os";"strings";"testing")
func TestB2(t *testing.T){
 c,_:=os.ReadFile("/tmp/batch2.txt"); n,ok:=0,0
 for line:=range strings.Lines(string(c)){ w,s,_:=strings.Cut(strings.TrimSpace(line)," "); n++
  if g:=Of(s); g.Kind==w {ok++} else {t.Logf("%s: %v want %s",s,g,w)} }
 t.Logf("%d of %d",ok,n)
}
