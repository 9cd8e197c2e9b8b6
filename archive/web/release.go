package web

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"shenzheng/archive/snapshot"
)

// release is one registered snapshot, with the files of both its editions that
// are there. Nothing of it ever changes, so it is read once.
type release struct {
	ID      string
	Files   map[string]snapshot.File // by their paths in dir
	dir     string
	written time.Time // of its sums
}

// Day is the day of the data.
func (rel *release) Day() string { return snapshot.DayOf(rel.ID) }

// release finds a snapshot by its id; nil where there is none.
func (s *Server) release(id string) (*release, error) {
	if !snapshot.IsID(id) {
		return nil, nil
	}
	rel := &release{ID: id, dir: filepath.Join(s.cfg.SnapshotsDir, id)}
	sums, err := os.Stat(filepath.Join(rel.dir, "SHA256SUMS"))
	if errors.Is(err, fs.ErrNotExist) { // or it was pruned; whoever still reads it has the file open
		s.releases.Delete(id)
		return nil, nil
	}
	if err == nil {
		if held, ok := s.releases.Load(id); ok && held.(*release).written.Equal(sums.ModTime()) {
			return held.(*release), nil
		}
		rel.written = sums.ModTime()
		rel.Files, err = snapshot.Manifest(rel.dir)
	}
	if err != nil {
		return nil, fmt.Errorf("read snapshot %s: %w", id, err)
	}
	maps.DeleteFunc(rel.Files, func(_ string, f snapshot.File) bool { return f.Bytes < 0 }) // a damaged one still gives what it has
	s.releases.Store(id, rel)
	return rel, nil
}

// releaseNamed finds the snapshot asked for.
func (s *Server) releaseNamed(id string) (*release, error) {
	rel, err := s.release(id)
	if err == nil && rel == nil {
		err = notFound("没有这个快照："+clip(id), "there is no snapshot "+clip(id))
	}
	return rel, err
}

// latestRelease finds the snapshot that is the latest; nil where there is none.
func (s *Server) latestRelease() (*release, error) {
	id, err := snapshot.Latest(s.cfg.SnapshotsDir)
	if err != nil {
		return nil, err
	}
	return s.release(id)
}

// Public are the files that anyone may have.
func (rel *release) Public() map[string]snapshot.File {
	return rel.only(func(name string) bool { return !strings.HasPrefix(name, "full/") })
}

// Tables are the public CSV files.
func (rel *release) Tables() map[string]snapshot.File {
	return rel.only(func(name string) bool { return strings.HasSuffix(name, ".csv") && !strings.HasPrefix(name, "full/") })
}

func (rel *release) only(wanted func(name string) bool) map[string]snapshot.File {
	files := maps.Clone(rel.Files)
	maps.DeleteFunc(files, func(name string, _ snapshot.File) bool { return !wanted(name) })
	return files
}

// errAltered says that a file is not what its sum says.
var errAltered = errors.New("the file is not what its checksum says")

// proofs remembers of files, by their paths and sums, of which time they were
// when their bytes were last found to be those of the sum.
type proofs struct {
	at      sync.Map
	reading singleflight.Group
}

// prove gives the time of an open file that is what its sum says. It is read
// whole, once for all who ask meanwhile, when it is first asked for and whenever
// its time or length has changed.
func (p *proofs) prove(body *os.File, sum snapshot.File) (time.Time, error) {
	info, err := body.Stat()
	if err != nil {
		return time.Time{}, err
	}
	of, written := body.Name()+" "+sum.SHA256, info.ModTime()
	if at, proved := p.at.Load(of); proved && written.Equal(at.(time.Time)) && info.Size() == sum.Bytes {
		return written, nil
	}
	_, err, _ = p.reading.Do(of, func() (any, error) {
		h := sha256.New()
		if _, err := io.Copy(h, body); err != nil {
			return nil, err
		}
		if hex.EncodeToString(h.Sum(nil)) != sum.SHA256 {
			return nil, errAltered
		}
		p.at.Store(of, written)
		return nil, nil
	})
	return written, err
}
