package study

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// A Plan is what is to be done and what its results depend on.
type Plan struct {
	// Identity tells studies apart: a folder holds one. Open fills it in from Model
	// and Canonical (see Identify). Who has no more than a digest of what results
	// depend on gives it here, and Open makes {"digest": …} the canonical part.
	Identity string `json:"identity"`

	// Model is a constant of the code that is raised with any change of results.
	Model string `json:"model"`

	// Canonical is whatever else results depend on, as JSON: seed and parameters, but
	// not replicates, output or labels. A Mismatch names the first value in it that
	// differs.
	Canonical json.RawMessage `json:"canonical"`

	// Body is whatever else readers of the results need, as JSON. It is no part of
	// the identity: the one last given to Open stands in the file.
	Body json.RawMessage `json:"body,omitempty"`

	// Chunks is the work, in plan order. It is no part of the identity either: a
	// plan may grow (in replicates, say), but no chunk may go or change.
	Chunks []Chunk `json:"chunks"`
}

// Identify returns the identity of a study: a digest of the model and of the
// canonical part, in which white space and the order of an object's keys do not
// count.
func Identify(model string, canonical json.RawMessage) (string, error) {
	value, err := decodeAny(canonical)
	if err != nil {
		return "", fmt.Errorf("canonical: %w", err)
	}
	text, err := json.Marshal([]any{model, value}) // sorts keys
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}

// settled returns the plan with its canonical part and identity. A plan that
// contradicts itself is a bug in the program that made it.
func (p Plan) settled() Plan {
	if len(p.Canonical) == 0 && p.Identity != "" {
		p.Canonical = encode(map[string]string{"digest": p.Identity})
		p.Identity = ""
	}
	if p.Identity == "" {
		p.Identity, _ = Identify(p.Model, p.Canonical) // problem tells what is wrong
	}
	if problem := p.problem(); problem != "" {
		panic("study: plan: " + problem)
	}
	return p
}

// problem says what is wrong with the plan by itself; empty is nothing.
func (p Plan) problem() string {
	identity, err := Identify(p.Model, p.Canonical)
	if err != nil {
		return err.Error()
	}
	if identity != p.Identity {
		return fmt.Sprintf("identity: found %q, expected %q, the digest of model and canonical part", p.Identity, identity)
	}
	if len(p.Body) > 0 && !json.Valid(p.Body) {
		return "body: found no JSON"
	}
	if len(p.Chunks) == 0 {
		return "chunks: found none"
	}
	seen := map[[3]int]bool{}
	for _, c := range p.Chunks {
		if problem := c.problem(); problem != "" {
			return "chunks: " + problem
		}
		if seen[c.key()] {
			return fmt.Sprintf("chunks: found %v twice", c)
		}
		seen[c.key()] = true
	}
	return ""
}

// is reports whether both plans are written alike; a plan that is not there is none.
func (p *Plan) is(other Plan) bool { return p != nil && bytes.Equal(p.encode(), other.encode()) }

// index returns the place of each chunk in plan order.
func (p Plan) index() map[[3]int]int {
	at := make(map[[3]int]int, len(p.Chunks))
	for i, c := range p.Chunks {
		at[c.key()] = i
	}
	return at
}

// planFile is plan.json.
type planFile struct {
	Format int `json:"format"`
	Plan
}

func (p Plan) encode() []byte { return encode(planFile{format, p}) }

// parsePlan reads plan.json; name is its path, for messages.
func parsePlan(name string, data []byte) (Plan, error) {
	var file planFile
	if err := decode(name, data, &file, &file.Format); err != nil {
		return Plan{}, err
	}
	if problem := file.problem(); problem != "" {
		return Plan{}, fmt.Errorf("%s: %s", name, problem)
	}
	return file.Plan, nil
}

// decodeAny decodes JSON with numbers as they are written.
func decodeAny(data []byte) (any, error) {
	var value any
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := decoder.Decode(&value); err != nil {
		return nil, err
	}
	if decoder.More() {
		return nil, fmt.Errorf("found more than one value")
	}
	return value, nil
}
