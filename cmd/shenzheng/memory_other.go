//go:build !linux

package main

// releaseCode does nothing: the system is trusted to find out by itself.
func releaseCode() error { return nil }
