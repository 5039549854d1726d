package table

import (
	"fmt"
	"os"
)

// Names lists the partition keys of the path and the columns of the first file that a pattern means, as in [Read]; columns of any
// type, those that this package does not read among them.
func Names(pattern string) (keys, columns []string, err error) {
	files, err := find(pattern)
	if err != nil {
		return nil, nil, err
	}
	defer recoverDamage(&err)
	file, err := os.Open(files[0])
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	content, err := open(file)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", files[0], err)
	}
	for _, key := range keysOf(files[0]) {
		keys = append(keys, key.Name)
	}
	for _, f := range content.Schema().Fields() {
		columns = append(columns, f.Name())
	}
	return keys, columns, nil
}
