package scenario

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// Canonical returns the scenario with every key spelt out, as JSON with sorted keys: itself a scenario that Parse
// reads. Comments, the order of keys and defaults that were spelt out leave no trace in it. It panics on a number
// that no file can hold (NaN or infinite).
func (s *Scenario) Canonical() []byte { return encode(s.fields().canonical()) }

// Essence returns what results depend on: the canonical form without name, labels, replicates and output. Two
// scenarios with the same essence are the same study.
func (s *Scenario) Essence() []byte {
	object := s.fields().canonical().(map[string]any)
	for _, key := range []string{"name", "label", "replicates", "output"} {
		delete(object, key)
	}
	for _, arm := range object["arms"].(map[string]any) {
		delete(arm.(map[string]any), "label")
	}
	return encode(object)
}

// Digest returns the SHA-256 of the essence, in hexadecimal.
func (s *Scenario) Digest() string {
	sum := sha256.Sum256(s.Essence())
	return hex.EncodeToString(sum[:])
}

func encode(object any) []byte {
	data, err := json.Marshal(object)
	if err != nil {
		panic("scenario: " + err.Error())
	}
	return data
}
