package money_test

import (
	"fmt"
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/progression/money"
)

func ExampleParsePounds() {
	standardAllowance, err := money.ParsePounds("317.82")
	fmt.Println(standardAllowance, int64(standardAllowance), err)
	_, err = money.ParsePounds("£317.82")
	fmt.Println(err)
	// Output:
	// 317.82 31782 <nil>
	// "£317.82": expected digits, with at most one point between them and a minus sign before them
}

// What is written with a point must be read as the same number of pence: one decimal is tens of pence, not pence.
func TestParsePounds(t *testing.T) {
	for text, want := range map[string]money.Pence{
		"0": 0, "12": 1200, "12.3": 1230, "12.34": 1234, "0.05": 5, "-0.05": -5, "-7": -700, "1835.0": 183500, "9999999999.99": 1e12 - 1,
	} {
		got, err := money.ParsePounds(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
}

// A statutory amount with a slip of the pen must not become another amount.
func TestParsePounds_Refusals(t *testing.T) {
	for text, want := range map[string]error{
		"": money.ErrForm, "-": money.ErrForm, ".5": money.ErrForm, "5.": money.ErrForm, "1.2.3": money.ErrForm, "+1": money.ErrForm,
		" 1": money.ErrForm, "1 ": money.ErrForm, "1,000": money.ErrForm, "1e3": money.ErrForm, "--1": money.ErrForm, "007": money.ErrForm,
		"0x10": money.ErrForm, "١": money.ErrForm, "NaN": money.ErrForm, "1.-5": money.ErrForm,
		"1.234": money.ErrPence, "10000000000": money.ErrRange, "99999999999999999999": money.ErrRange,
	} {
		_, err := money.ParsePounds(text)
		assert.ErrorIs(t, err, want, text)
		assert.ErrorContains(t, err, fmt.Sprintf("%q", text))
	}
}

func TestPence_String(t *testing.T) {
	for p, want := range map[money.Pence]string{
		0: "0.00", 5: "0.05", -5: "-0.05", 123456: "1234.56", -100: "-1.00", math.MinInt64: "-92233720368547758.08",
	} {
		assert.Equal(t, want, p.String())
	}
}

// Printing and reading are inverse over the whole range that is read.
func TestParsePounds_RoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := money.Pence(rapid.Int64Range(-1e12+1, 1e12-1).Draw(t, "pence"))
		got, err := money.ParsePounds(p.String())
		require.NoError(t, err)
		require.Equal(t, p, got)
	})
}

// Whatever is accepted has exactly the value that arbitrary-precision arithmetic reads in it, and prints to itself again.
func FuzzParsePounds(f *testing.F) {
	for _, seed := range []string{"", "12", "12.3", "-0.05", "1.234", "1e3", "007", "9999999999.99", "+1", "1_0", "0.", "1/2"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := money.ParsePounds(s)
		if err != nil {
			return
		}
		want, ok := new(big.Rat).SetString(s)
		if !ok || want.Mul(want, big.NewRat(100, 1)).Cmp(big.NewRat(int64(p), 1)) != 0 {
			t.Fatalf("ParsePounds(%q) = %d pence, exactly %v", s, int64(p), want)
		}
		if again, err := money.ParsePounds(p.String()); err != nil || again != p {
			t.Fatalf("%q reads as %v, which reads as %v, %v", s, p, again, err)
		}
	})
}
