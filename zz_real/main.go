package main
import ("context";"fmt";"os";"time";"log/slog";"shenzheng/archive";"shenzheng/archive/snapshot")
func main(){
 ctx:=context.Background(); dir:="/tmp/snapbench/real"; os.RemoveAll(dir)
 a,err:=archive.Open(ctx,archive.Config{Dir:dir,Log:slog.Default(),Now:time.Now}); if err!=nil{panic(err)}
 b,_:=os.ReadFile("/work/shared/corpus/8137676.txt")
 c:=&archive.Capture{Source:"dutenews",Number:"8137676",URL:"https://www.dutenews.com/p/8137676.html",FinalURL:"https://www.dutenews.com/p/8137676.html",CapturedAt:time.Date(2024,4,29,1,0,0,0,time.UTC),Method:"import",Body:b,Verdict:"good",ContentType:"text/plain; charset=utf-8"}
 fmt.Println(a.Keep(ctx,c)); o,err:=a.Derive(ctx,c.ID); fmt.Printf("%+v %v\n",o,err)
 t0:=time.Now()
 r,err:=snapshot.Create(ctx,a.ReadTx,snapshot.Options{Root:dir+"/snapshots"}); fmt.Println(r,err,time.Since(t0))
 f,err:=snapshot.Verify(ctx,r.Dir); fmt.Println(f,err)
 fmt.Println(a.Close())
}
