package study

import (
	"fmt"
	"math"
)

// A Chunk is the unit of work, of output and of going on after an interruption: a
// block of consecutive cells in one replicate of one point of a sweep.
type Chunk struct {
	Point     int `json:"point"`
	Replicate int `json:"replicate"`
	Block     int `json:"block"`
	First     int `json:"first"` // the block's cells are First to Last-1
	Last      int `json:"last"`
}

// String names the chunk as messages do.
func (c Chunk) String() string {
	return fmt.Sprintf("point %d, replicate %d, block %d", c.Point, c.Replicate, c.Block)
}

// key is the chunk without its cells: what names its files.
func (c Chunk) key() [3]int { return [3]int{c.Point, c.Replicate, c.Block} }

// problem says what is wrong with the chunk by itself; empty is nothing.
func (c Chunk) problem() string {
	switch {
	case min(c.Point, c.Replicate, c.Block, c.First) < 0:
		return fmt.Sprintf("%v: found a negative number", c)
	case c.First >= c.Last:
		return fmt.Sprintf("%v: found cells %d to %d, expected at least one", c, c.First, c.Last-1)
	}
	return ""
}

// Blocks cuts cells of the given sizes into blocks of consecutive cells, each as
// long as its sizes add up to no more than limit; a single cell above the limit is
// a block of its own. A block is its first cell and the one after its last.
func Blocks(sizes []int, limit int) [][2]int {
	if limit < 1 {
		panic(fmt.Sprintf("study: a limit of %d", limit))
	}
	var blocks [][2]int
	first, sum := 0, 0
	for i, size := range sizes {
		if size < 0 || size > math.MaxInt-limit {
			panic(fmt.Sprintf("study: cell %d has size %d", i, size))
		}
		if i > first && sum+size > limit {
			blocks = append(blocks, [2]int{first, i})
			first, sum = i, 0
		}
		sum += size
	}
	if first < len(sizes) {
		blocks = append(blocks, [2]int{first, len(sizes)})
	}
	return blocks
}

// Chunks lists the chunks of a study whose every point and replicate has the same
// blocks, in plan order: by point, then replicate, then block.
func Chunks(points, replicates int, blocks [][2]int) []Chunk {
	chunks := make([]Chunk, 0, points*replicates*len(blocks))
	for point := range points {
		for replicate := range replicates {
			for b, block := range blocks {
				chunks = append(chunks, Chunk{Point: point, Replicate: replicate, Block: b, First: block[0], Last: block[1]})
			}
		}
	}
	return chunks
}
