package archive

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"shenzheng/parser/source"
)

// oneWrite is about what one write of noise adds to the log, in bytes.
const oneWrite = 2 << 20

// noise is a page that cannot be compressed.
func noise(c *clock, rng *rand.ChaCha8, number int) *source.Capture {
	body := make([]byte, oneWrite)
	if _, err := rng.Read(body); err != nil {
		panic(err) // never
	}
	return page(c, strconv.Itoa(number), string(body))
}

func logSize(t *testing.T, a *Archive) int64 {
	t.Helper()
	info, err := os.Stat(a.path() + "-wal")
	if errors.Is(err, fs.ErrNotExist) {
		return 0
	}
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

// stay reads and stays in its transaction until it is let go.
func stay(t *testing.T, a *Archive, began chan<- struct{}, let <-chan struct{}) {
	err := a.ReadTx(context.Background(), func(tx *sql.Tx) error {
		var n int
		if err := tx.QueryRow("SELECT count(*) FROM captures").Scan(&n); err != nil {
			return err
		}
		began <- struct{}{}
		<-let
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// Readers that overlap, so that there is always one, keep the log from being
// begun anew by SQLite. It stays bounded all the same.
func TestTheLogIsBoundedBesideReaders(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 64 MB")
	}
	c := newClock()
	a := open(t, testConfig(t, c))
	var over atomic.Bool
	var readers sync.WaitGroup
	began := make(chan struct{}, 64)
	for i := range 6 {
		readers.Go(func() {
			for n := 0; !over.Load(); n++ {
				let := make(chan struct{})
				time.AfterFunc(time.Duration(20+7*i+n%5)*time.Millisecond, func() { close(let) }) // a slow reader
				stay(t, a, began, let)
				<-began
			}
		})
	}
	rng := rand.NewChaCha8([32]byte{1})
	most := int64(0)
	for i := range 32 { // four times the limit
		keepUnread(t, a, noise(c, rng, 1000000+i))
		most = max(most, logSize(t, a))
	}
	over.Store(true)
	readers.Wait()
	t.Logf("64 MB written beside readers: the log held %d bytes at most, %d in the end", most, logSize(t, a))
	if most > logLimit+2*oneWrite {
		t.Errorf("the log grew to %d bytes", most)
	}
}

// A reader that stays lets the log grow, and keeps no commit waiting but one now
// and then; once it is gone the next look shrinks the log.
func TestTheLogShrinksOnceItsReaderIsGone(t *testing.T) {
	c := newClock()
	rng := rand.NewChaCha8([32]byte{2})
	a := open(t, testConfig(t, c))
	began, let := make(chan struct{}), make(chan struct{})
	var reader sync.WaitGroup
	reader.Go(func() { stay(t, a, began, let) })
	<-began
	for i := 0; logSize(t, a) < 3*logLimit/2; i++ {
		keepUnread(t, a, noise(c, rng, 1000002+i))
	}
	a.TendLog(t.Context())
	grown := logSize(t, a)
	start := time.Now()
	for range 20 {
		if err := a.SetSetting(t.Context(), "a", "b"); err != nil {
			t.Fatal(err)
		}
	}
	if took := time.Since(start); took > 10*logWait*time.Millisecond {
		t.Errorf("20 commits beside a reader who stays took %v: each waited for it", took)
	}
	close(let)
	reader.Wait()
	a.TendLog(t.Context())
	if size := logSize(t, a); grown < logLimit || size > 0 {
		t.Errorf("the log still holds %d of %d bytes", size, grown)
	}
}

// The database holds the token and the sentences of articles.
func TestTheDatabaseIsItsOwnersAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has other permissions")
	}
	cfg := testConfig(t, newClock())
	a := open(t, cfg)
	copied := filepath.Join(t.TempDir(), "copy.db")
	if err := a.Backup(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{a.path(), a.path() + "-wal", a.path() + "-shm", copied} {
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s can be read by others: %s", file, info.Mode())
		}
	}
}
