package table

import (
	"encoding/json"
	"fmt"
)

// dictionary is a column in the metadata key columns.
type dictionary struct {
	Name     string `json:"name"`
	Type     string `json:"type"`
	Unit     string `json:"unit"`
	Doc      string `json:"doc"`
	Optional bool   `json:"optional,omitempty"`
}

// metadataOf joins what every file says of itself to what the caller adds. The
// keys table, doc, sort and columns are this package's.
func metadataOf(info Info, l layout, more map[string]string) map[string]string {
	columns := make([]dictionary, len(l.fields))
	for i, f := range l.fields {
		columns[i] = dictionary(f.Column)
	}
	all := map[string]string{
		"table":   info.Name,
		"doc":     info.Doc,
		"sort":    toJSON(append([]string{}, info.Sort...)), // [] rather than null
		"columns": toJSON(columns),
	}
	for key, value := range more {
		if _, taken := all[key]; taken {
			panic(fmt.Sprintf("table: metadata key %q is written by this package", key))
		}
		all[key] = value
	}
	return all
}

func toJSON(v any) string {
	text, err := json.Marshal(v)
	if err != nil { // strings and bools only
		panic(fmt.Sprintf("table: %v", err))
	}
	return string(text)
}
