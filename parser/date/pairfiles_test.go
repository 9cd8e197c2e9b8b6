package date

import (
	"flag"
	"os"
	"path/filepath"

	"shenzheng/parser/internal/pairs"
)

// update rewrites the expected rows of the pairs; read the difference before
// it is committed.
var update = flag.Bool("update", false, "rewrite the expected rows of the txtar pairs")

// shared is the folder that may lie beside the checkout.
var shared = os.DirFS("../../../shared")

// pairFiles are the pairs of this package.
func pairFiles() pairs.Pairs {
	dir := filepath.Join("testdata", "dates")
	p := pairs.Pairs{Folder: os.DirFS(dir)}
	if *update {
		p.Write = func(name string, data []byte) error { return os.WriteFile(filepath.Join(dir, name), data, 0o644) }
	}
	return p
}
