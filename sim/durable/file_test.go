package durable_test

import (
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim/durable"
)

func Example() {
	folder, err := os.MkdirTemp("", "durable")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)

	path := filepath.Join(folder, "deep", "report.html")
	file, err := durable.Create(path)
	if err != nil {
		log.Fatal(err)
	}
	defer file.Abort() // does nothing after Commit
	fmt.Fprint(file, "<p>pilot</p>")
	_, err = os.Stat(path)
	fmt.Println("before:", os.IsNotExist(err))
	if err := file.Commit(); err != nil {
		log.Fatal(err)
	}
	data, err := os.ReadFile(path)
	fmt.Println("after:", string(data), err)
	// Output:
	// before: true
	// after: <p>pilot</p> <nil>
}

// content lists what stands in a folder, hidden files too.
func content(t *testing.T, folder string) (names []string) {
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

// Whoever looks while many write sees a whole file of one of them, and afterwards
// the file stands alone.
func TestFile_atOnce(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "file")
	whole := func(writer int) string { return fmt.Sprintf("%01000d", writer) }
	var group sync.WaitGroup
	for writer := range 8 {
		group.Go(func() {
			for range 20 {
				assert.NoError(t, durable.WriteFile(path, []byte(whole(writer))))
				data, err := os.ReadFile(path)
				assert.NoError(t, err)
				assert.Len(t, data, 1000)
			}
		})
	}
	group.Wait()
	assert.Equal(t, []string{"file"}, content(t, folder))
}

// A killed writer leaves a file that is known as temporary and in nobody's way.
func TestTemporary(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "part-0.parquet")
	killed, err := durable.Create(path)
	require.NoError(t, err)
	_, err = killed.Write([]byte("half"))
	require.NoError(t, err)

	left := content(t, folder)
	require.Len(t, left, 1)
	assert.True(t, durable.Temporary(left[0]))
	assert.NotEqual(t, ".parquet", filepath.Ext(left[0]))
	assert.False(t, durable.Temporary("part-0.parquet"))

	require.NoError(t, durable.WriteFile(path, []byte("whole")))
	killed.Abort()
	assert.Equal(t, []string{"part-0.parquet"}, content(t, folder))
}

// Others of the group may read what one of them wrote, as with any new file.
func TestCreate_mode(t *testing.T) {
	folder := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(folder, "usual"), nil, 0o666))
	require.NoError(t, durable.WriteFile(filepath.Join(folder, "durable"), nil))
	mode := func(name string) fs.FileMode {
		status, err := os.Stat(filepath.Join(folder, name))
		require.NoError(t, err)
		return status.Mode()
	}
	assert.Equal(t, mode("usual"), mode("durable"))
}

// A file that cannot be put in its place is an error and leaves nothing.
func TestFile_Commit_cannot(t *testing.T) {
	folder := t.TempDir()
	taken := filepath.Join(folder, "taken", "below")
	require.NoError(t, os.MkdirAll(taken, 0o777))
	assert.Error(t, durable.WriteFile(filepath.Dir(taken), nil), "a folder stands there")
	assert.Equal(t, []string{"taken"}, content(t, folder))

	require.NoError(t, durable.WriteFile(filepath.Join(folder, "file"), nil))
	_, err := durable.Create(filepath.Join(folder, "file", "below"))
	assert.Error(t, err)
}
