package archive

import (
	"context"
	"crypto/rand"
	"errors"
)

// tokenSetting is the key of the token for the full-text edition.
const tokenSetting = "token"

// Token is the token for the full-text edition. It is made when an archive is
// first opened for writing, so every archive has one.
func (a *Archive) Token(ctx context.Context) (token string, err error) {
	defer wrap(&err, "read token")
	token, err = a.Setting(ctx, tokenSetting)
	if err == nil && token == "" {
		err = errors.New("the archive has none; open it for writing once")
	}
	return token, err
}

// makeToken makes the token unless there is one: 128 bits at least, from the
// system's source of randomness.
func (a *Archive) makeToken(ctx context.Context) error {
	_, err := a.exec(ctx, "make token", `INSERT OR IGNORE INTO settings (key, value) VALUES (?, ?)`, tokenSetting, rand.Text())
	return err
}

// Setting gives a stored setting, "" if there is none.
func (a *Archive) Setting(ctx context.Context, key string) (string, error) {
	var value string
	_, err := get(ctx, a.reader, "read setting "+key, `SELECT value FROM settings WHERE key = ?`, []any{key}, &value)
	return value, err
}

// SetSetting stores a setting.
func (a *Archive) SetSetting(ctx context.Context, key, value string) error {
	_, err := a.exec(ctx, "store setting "+key, setSettingSQL, key, value)
	return err
}

const setSettingSQL = `INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)`
