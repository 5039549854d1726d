package main

import (
	"bytes"
	"context"
	"flag"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/sim/study"
)

// After an intended change of the output: go test ./examples/birthdeath -update, then look at the difference.
var update = flag.Bool("update", false, "write testdata/output.txt anew")

// small is a study of a second: two replicates in five chunks each.
func small() setting {
	s := defaults()
	s.Islands, s.Founders, s.Weeks = 25, 20, 30
	return s
}

func runSmall(t *testing.T, dir string, change func(*options)) (digest string) {
	o := options{dir: dir, replicates: 2, shards: 1, workers: 2, progress: func(int, int) {}}
	change(&o)
	_, whole, err := run(t.Context(), small(), o)
	require.NoError(t, err)
	if !whole {
		return ""
	}
	m, err := study.LoadManifest(dir)
	require.NoError(t, err)
	return m.Digest
}

// The promise that makes a study worth its name: the same bytes, however the work was cut, ordered and interrupted.
func TestRun_SameBytes(t *testing.T) {
	alone := runSmall(t, t.TempDir(), func(o *options) { o.workers = 1 })
	require.NotEmpty(t, alone)
	for _, workers := range []int{2, 3} {
		assert.Equal(t, alone, runSmall(t, t.TempDir(), func(o *options) { o.workers = workers }), "%d workers", workers)
	}

	parts := t.TempDir()
	for _, shard := range []int{2, 0} {
		assert.Empty(t, runSmall(t, parts, func(o *options) { o.shard, o.shards = shard, 3 }), "not whole yet")
	}
	assert.Equal(t, alone, runSmall(t, parts, func(o *options) { o.shard, o.shards = 1, 3 }))

	stopped := t.TempDir()
	ctx, cancel := context.WithCancelCause(t.Context())
	done := 0
	o := options{dir: stopped, replicates: 2, shards: 1, workers: 2, progress: func(int, int) {
		done++
		cancel(signalled{syscall.SIGTERM})
	}}
	_, _, err := run(ctx, small(), o)
	assert.ErrorIs(t, err, signalled{syscall.SIGTERM})
	assert.Equal(t, 1, done, "it stopped after the chunk in hand")
	again := 0
	assert.Equal(t, alone, runSmall(t, stopped, func(o *options) { o.progress = func(int, int) { again++ } }))
	p, err := plan(small(), 2)
	require.NoError(t, err)
	assert.Equal(t, len(p.Chunks)-1, again, "and went on where it was")
}

// A folder of another setting is refused, and so is one of other code.
func TestRun_ErrAnotherStudy(t *testing.T) {
	dir := t.TempDir()
	runSmall(t, dir, func(*options) {})
	other := small()
	other.Death = 0.011
	_, _, err := run(t.Context(), other, options{dir: dir, replicates: 2, shards: 1, workers: 1})
	var m *study.Mismatch
	require.ErrorAs(t, err, &m)
	assert.Equal(t, "death", m.Field)
}

// shown is the run that the README shows, made once: 800 islands with seed 1.
var shown = sync.OnceValues(func() (string, *study.Study) {
	dir, err := os.MkdirTemp("", "birthdeath")
	if err != nil {
		panic(err)
	}
	s := defaults()
	o := options{dir: dir, replicates: 4, shards: 1, workers: 2, progress: func(int, int) {}}
	st, whole, err := run(context.Background(), s, o)
	if err != nil || !whole {
		panic(err)
	}
	var out bytes.Buffer
	if err := compare(&out, s, st); err != nil {
		panic(err)
	}
	return out.String(), st
})

func TestMain(m *testing.M) {
	code := m.Run()
	if _, st := shown(); st != nil {
		os.RemoveAll(filepath.Dir(filepath.Dir(filepath.Dir(st.WholePath("x")))))
	}
	os.Exit(code)
}

// Simulated and expected agree, by z-tests of 800 islands with seed 1 at a level of 0.001 each (|z| < 3.3). Their power: a death
// rate that is 5% wrong moves the means by 4 and 5 standard errors and would be found with a probability above 0.7 and 0.9; a fence
// that does 15% too much moves the difference by 5.
func TestCompare_AgreesWithTheory(t *testing.T) {
	_, st := shown()
	s := defaults()
	rows, err := read[Effect](st.WholePath(effects.Name))
	require.NoError(t, err)
	found := map[string]Effect{}
	for _, e := range rows {
		if int(e.Weeks) == s.Weeks {
			found[e.Of] = e
		}
	}
	require.Len(t, found, 3)
	theory := expect(s)
	for of, e := range found {
		assert.Equal(t, int64(800), e.Islands)
		assert.Less(t, math.Abs(e.z(theory[of])), 3.3, of)
		// The standard error of a variance is about sqrt(2/800), 5% of it: four of them.
		assert.InEpsilon(t, theory[of].variance, e.moment().variance, 0.2, of)
	}
	wrong := s
	wrong.Death *= 1.05
	assert.Greater(t, math.Abs(found[control.slug].z(expect(wrong)[control.slug])), 3.3, "a death rate 5% too high would be found")
	assert.Greater(t, math.Abs(found[fenced.slug].z(expect(wrong)[fenced.slug])), 3.3)
	wrong = s
	wrong.Fence = 0.885
	assert.Greater(t, math.Abs(found[difference].z(expect(wrong)[difference])), 3.3, "a fence 15% too good would be found")

	// What shared luck is worth: theory says 27.7 times the islands.
	g := gain(found[control.slug].moment(), found[fenced.slug].moment(), found[difference].moment())
	assert.Greater(t, g, 20.0)
	assert.Less(t, g, 36.0)
}

// Where there are closed forms, theory has them.
func TestExpect_ClosedForms(t *testing.T) {
	s := defaults()
	s.Laying, s.Landing = 0, 0
	alive := math.Pow(1-s.Death, float64(s.Weeks))
	n := float64(s.Founders)
	got := expect(s)[control.slug]
	assert.InDelta(t, n*alive, got.mean, 1e-9, "founders that only die are binomial")
	assert.InDelta(t, n*alive*(1-alive), got.variance, 1e-9)

	s.Landing = 0.2 // each week's bird is there, with probability landing times survival
	mean, variance := n*alive, n*alive*(1-alive)
	for week := range s.Weeks {
		p := s.Landing * math.Pow(1-s.Death, float64(s.Weeks-week))
		mean, variance = mean+p, variance+p*(1-p)
	}
	got = expect(s)[control.slug]
	assert.InDelta(t, mean, got.mean, 1e-9)
	assert.InDelta(t, variance, got.variance, 1e-9)

	s = defaults()
	s.Death, s.Landing, s.EggWeeks, s.ChickWeeks = 0, 0, 1, 0
	// Nobody dies, and an egg is a bird that lays a week later.
	grown, eggs := n, 0.0
	for range s.Weeks {
		grown, eggs = grown+eggs, (grown+eggs)*s.Laying
	}
	assert.InDelta(t, grown, expect(s)[control.slug].mean, 1e-9)

	s = defaults()
	s.Fence = 1
	assert.Equal(t, moment{}, expect(s)[difference], "the same rates, the same birds")
}

// Every bird of a family has a place of its own, from which its mother's can be told.
func TestChick_isInjective(t *testing.T) {
	taken := map[int][2]int{}
	for mother := range 4 * familySize {
		for k := range familyBits + 1 {
			place, ok := chick(mother, k)
			if !ok {
				continue
			}
			_, twice := taken[place]
			require.False(t, twice, "place %d", place)
			taken[place] = [2]int{mother, k}
			found, of, hatched := motherOf(place)
			assert.True(t, hatched)
			assert.Equal(t, [2]int{mother, k}, [2]int{found, of})
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		mother, k := rapid.IntRange(0, 1<<20).Draw(t, "mother"), rapid.IntRange(0, 40).Draw(t, "k")
		if place, ok := chick(mother, k); ok {
			require.Equal(t, mother>>familyBits, place>>familyBits, "in the family")
		}
	})
}

func TestCompare_Golden(t *testing.T) {
	got, _ := shown()
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile("testdata/output.txt", []byte(got), 0o644))
	}
	want, err := os.ReadFile("testdata/output.txt")
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}

// The tutorial shows code that stands in the files, output that comes out, and commands that work.
func TestREADME(t *testing.T) {
	text, err := os.ReadFile("README.md")
	require.NoError(t, err)
	names, err := filepath.Glob("*.go")
	require.NoError(t, err)
	output, _ := shown()
	var code strings.Builder
	for _, name := range names {
		source, err := os.ReadFile(name)
		require.NoError(t, err)
		code.Write(source)
	}
	squeezed := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	source := squeezed(code.String() + output)
	t.Chdir(t.TempDir())
	ran, quoted := 0, 0
	for _, block := range regexp.MustCompile(`(?m)(?:^(?: {4}.*)?\n)+`).FindAllString(string(text), -1) {
		block = strings.TrimSpace(block)
		if !strings.HasPrefix(block, "go run ./examples/birthdeath") {
			if block != "" {
				assert.Contains(t, source, squeezed(block), "the README shows what is not there")
				quoted++
			}
			continue
		}
		for line := range strings.Lines(block) {
			args := strings.Fields(line)[3:]
			if len(args) == 0 {
				continue // the run that is shown
			}
			var stdout, stderr bytes.Buffer
			assert.Zero(t, call(t.Context(), args, &stdout, &stderr), "%s%s", line, stderr.String())
			ran++
		}
	}
	assert.Equal(t, 4, ran)
	assert.GreaterOrEqual(t, quoted, 9)
}

func TestCall(t *testing.T) {
	t.Chdir(t.TempDir())
	stopped, cancel := context.WithCancelCause(t.Context())
	cancel(signalled{syscall.SIGINT})
	for _, c := range []struct {
		ctx  context.Context
		args string
		code int
		want string
	}{
		{t.Context(), "-h", 0, "-shard"},
		{t.Context(), "now", 2, "birthdeath: found the argument now, expected flags only"},
		{t.Context(), "-shard 2/2", 2, "-shard: found 2/2, expected i/n with i from 0 to n-1, such as 0/4"},
		{t.Context(), "-replicates 0", 2, "-replicates: found 0, expected at least 1"},
		{t.Context(), "-workers 0", 2, "-workers: found 0, expected at least 1"},
		{t.Context(), "-set deaths=1", 2, `found the name "deaths", expected one of death, laying, landing, fence`},
		{t.Context(), "-set death=1", 2, "death"},
		{t.Context(), "-set death=x", 2, `found "x", expected a number: probability a week`},
		{stopped, "-out mine", 130, "birthdeath: interrupt; run again to go on"},
		{t.Context(), "-out mine -set death=0.02", 2, "the folder holds another study"},
	} {
		var stdout, stderr bytes.Buffer
		assert.Equal(t, c.code, call(c.ctx, strings.Fields(c.args), &stdout, &stderr), c.args)
		assert.Contains(t, stderr.String(), c.want, c.args)
	}
}
