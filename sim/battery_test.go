package sim_test

// A small battery on the streams as the engine keys them: neighbours in entity, week, use, population, luck and seed must look
// independent. It is no substitute for the author's BigCrush and PractRand runs on plain counters; it looks at our counters and keys.

import (
	"fmt"
	"math"
	"math/bits"
	"testing"

	"github.com/stretchr/testify/assert"

	"inwork/sim"
)

// key is what a draw is keyed by.
type key struct {
	seed             uint64
	population, luck uint32
	use              sim.Use
	entity           uint64
	index            uint32
}

// generator is a keyed source of 64 bits.
type generator func(key) uint64

func squaresBits(k key) uint64 {
	return sim.NewDraws(k.seed, k.population, k.luck, k.use).Bits(k.entity, k.index)
}

func philoxBits(k key) uint64 {
	x := philox([4]uint32{uint32(k.entity), uint32(k.entity>>32)<<24 | k.index, k.population, k.luck}, [2]uint32{uint32(k.seed), uint32(k.seed>>32) ^ uint32(k.use)<<16})
	return uint64(x[0])<<32 | uint64(x[1])
}

// person is somebody in a far district in week 60, in a study like any other.
var person = key{seed: 2015, population: 3, luck: 7, use: 42, entity: sim.ID(36, 4321), index: 60}

// views are the ways in which neighbouring draws are read.
var views = []struct {
	name string
	at   func(j uint64) key
}{
	{"entities of district 0", func(j uint64) key { return key{entity: j} }},
	{"entities of district 36", func(j uint64) key { k := person; k.entity = sim.ID(36, int(j)); return k }},
	{"districts", func(j uint64) key { k := person; k.entity = sim.ID(int(j&0xffff), int(j>>16)); return k }},
	{"weeks", func(j uint64) key { k := person; k.index = uint32(j); return k }},
	{"weeks of entity 0", func(j uint64) key { return key{index: uint32(j)} }},
	{"people by 104 weeks", func(j uint64) key { k := person; k.entity, k.index = j/104, uint32(j%104); return k }},
	{"uses by people", func(j uint64) key { k := person; k.use, k.entity = sim.Use(j%16), j/16; return k }},
	{"uses", func(j uint64) key { return key{use: sim.Use(j), population: uint32(j >> 16)} }},
	{"populations", func(j uint64) key { k := person; k.population = uint32(j); return k }},
	{"lucks", func(j uint64) key { k := person; k.luck = uint32(j); return k }},
	{"lucks at entity 0, week 0", func(j uint64) key { return key{luck: uint32(j)} }},
	{"seeds", func(j uint64) key { k := person; k.seed = j; return k }},
	{"seeds at entity 0, week 0", func(j uint64) key { return key{seed: j} }},
}

// finding is one statistic of the battery.
type finding struct {
	what string
	z    float64
}

func (f finding) String() string { return fmt.Sprintf("%s: z = %.1f", f.what, f.z) }

// worst keeps the finding farthest from 0.
func (f *finding) worst(z float64, what string, about ...any) {
	if math.Abs(z) > math.Abs(f.z) || math.IsNaN(z) {
		*f = finding{fmt.Sprintf(what, about...), z}
	}
}

// examine computes some 200 statistics of n draws and returns the worst.
func examine(n int, draw func(j uint64) uint64) finding {
	var ones [64]int      // by bit
	var same [3][64]int   // by lag 1, 2 and 4, by bit: as many draws before
	var bytes [8][256]int // by place
	var pairs [2][256]int // high and low four bits of a draw and the next
	var product float64   // of a draw and the next, centred
	var history [4]uint64 // the draws before, latest first
	for j := range n {
		x := draw(uint64(j))
		for b := range 64 {
			ones[b] += int(x >> b & 1)
			same[0][b] += int((x ^ history[0]) >> b & 1)
			same[1][b] += int((x ^ history[1]) >> b & 1)
			same[2][b] += int((x ^ history[3]) >> b & 1)
		}
		for p := range bytes {
			bytes[p][x>>(8*p)&255]++
		}
		pairs[0][x>>60<<4|history[0]>>60]++
		pairs[1][x&15<<4|history[0]&15]++
		product += (sim.Uniform(x) - 0.5) * (sim.Uniform(history[0]) - 0.5)
		history = [4]uint64{x, history[0], history[1], history[2]}
	}
	var f finding
	for b := range 64 {
		f.worst(zCount(ones[b], n, 0.5), "bit %d", b)
		for k, lag := range []int{1, 2, 4} {
			f.worst(zCount(same[k][b], n, 0.5), "bit %d at lag %d", b, lag)
		}
	}
	for p := range bytes {
		f.worst(zCells(bytes[p][:], n), "byte %d", p)
	}
	f.worst(zCells(pairs[0][:], n), "high bits in pairs")
	f.worst(zCells(pairs[1][:], n), "low bits in pairs")
	f.worst(product*12/math.Sqrt(float64(n)), "serial correlation") // 1/12 is the variance of a uniform number
	return f
}

// zCells is the z of n draws spread over equally likely cells.
func zCells(counts []int, n int) float64 {
	var c chiSquare
	for _, k := range counts {
		c.add(k, float64(n)/float64(len(counts)))
	}
	return c.z(1)
}

// With 13 views of 211 statistics the worst of a perfect generator is above 4.9 once in 400.
const batteryLimit = 4.9

func TestBattery(t *testing.T) {
	n := long() << 17
	for _, g := range []struct {
		name string
		bits generator
	}{{"Squares", squaresBits}, {"Philox", philoxBits}} {
		for _, v := range views {
			worst := examine(n, func(j uint64) uint64 { return g.bits(v.at(j)) })
			assert.Less(t, math.Abs(worst.z), batteryLimit, "%s, %s: %v", g.name, v.name, worst)
		}
	}
}

// Two uses of one person, and one use in two lucks, must be independent of each other: their exclusive or is examined.
func TestBatteryBetweenStreams(t *testing.T) {
	n := long() << 17
	other := map[string]func(k *key){
		"next use":            func(k *key) { k.use++ },
		"next population":     func(k *key) { k.population++ },
		"next luck":           func(k *key) { k.luck++ },
		"next seed":           func(k *key) { k.seed++ },
		"next entity":         func(k *key) { k.entity++ },
		"next week":           func(k *key) { k.index++ },
		"luck for population": func(k *key) { k.luck, k.population = k.population, k.luck },
		"use for luck":        func(k *key) { k.use, k.luck = sim.Use(k.luck), uint32(k.use) },
	}
	for name, change := range other {
		worst := examine(n, func(j uint64) uint64 {
			a := person
			a.entity, a.index = j/8, uint32(j%8)
			b := a
			change(&b)
			return squaresBits(a) ^ squaresBits(b)
		})
		assert.Less(t, math.Abs(worst.z), batteryLimit, "%s: %v", name, worst)
	}
}

// One bit of any part of the key changed moves each bit of the draw half the time.
func TestAvalanche(t *testing.T) {
	changes := map[string]struct {
		width int
		flip  func(k *key, bit int)
	}{
		"seed":       {64, func(k *key, bit int) { k.seed ^= 1 << bit }},
		"population": {32, func(k *key, bit int) { k.population ^= 1 << bit }},
		"luck":       {32, func(k *key, bit int) { k.luck ^= 1 << bit }},
		"use":        {16, func(k *key, bit int) { k.use ^= 1 << bit }},
		"entity":     {40, func(k *key, bit int) { k.entity ^= 1 << bit }},
		"index":      {24, func(k *key, bit int) { k.index ^= 1 << bit }},
	}
	n := 256 * long()
	for name, c := range changes {
		for bit := range c.width {
			worst := avalanche(n, func(k *key) { c.flip(k, bit) })
			assert.Less(t, math.Abs(worst.z), 5.4, "bit %d of the %s: %v", bit, name, worst) // 208 x 65 statistics: once in 1,000
		}
	}
}

// avalanche compares n draws with those of a changed key, bit by bit and in all.
func avalanche(n int, change func(*key)) finding {
	var flips [64]int
	sum := 0
	for j := range n {
		a := person
		a.seed, a.entity, a.index = uint64(j), uint64(j*j), uint32(j)
		b := a
		change(&b)
		x := squaresBits(a) ^ squaresBits(b)
		sum += bits.OnesCount64(x)
		for out := range flips {
			flips[out] += int(x >> out & 1)
		}
	}
	var f finding
	for out := range flips {
		f.worst(zCount(flips[out], n, 0.5), "bit %d of the draw", out)
	}
	f.worst(zCount(sum, 64*n, 0.5), "all bits")
	return f
}

// The battery finds what it is for: generators that are wrong in one way each fail it by a wide margin.
func TestBatteryFindsFaults(t *testing.T) {
	n := 1 << 17
	good := func(j uint64) uint64 { k := person; k.entity = j; return squaresBits(k) }
	faulty := map[string]func(j uint64) uint64{
		"a Weyl counter":                    func(j uint64) uint64 { return j * 0x548c9decbce65297 },
		"two rounds of Squares":             func(j uint64) uint64 { return twoRounds(j<<24, 0x548c9decbce65297) },
		"bit 17 is 1 for 52%":               func(j uint64) uint64 { return good(j) | b2u(j%25 == 0)<<17 },
		"every 25th draw repeated":          func(j uint64) uint64 { return good(j - b2u(j%25 == 0)) },
		"every 25th repeats the 4th before": func(j uint64) uint64 { return good(j - 4*b2u(j%25 == 0)) },
		"byte 3 never 200":                  func(j uint64) uint64 { return avoid(good(j), 200) },
	}
	for name, draw := range faulty {
		worst := examine(n, draw)
		assert.Greater(t, math.Abs(worst.z), batteryLimit+1, "%s: %v", name, worst)
	}
}

func twoRounds(counter, key uint64) uint64 {
	x := counter * key
	z := x + key
	x = bits.RotateLeft64(x*x+x, 32)
	return x*x + z
}

// avoid lowers byte 3 by one where it has the value.
func avoid(x, value uint64) uint64 {
	if x>>24&255 == value {
		return x - 1<<24
	}
	return x
}

func b2u(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}
