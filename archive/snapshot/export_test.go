package snapshot

// Prune is prune, for the tests of what it leaves.
var Prune = prune
