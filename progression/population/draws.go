package population

import "inwork/sim"

// The uses of this package's draws, keyed by person. Append only: a number given
// once keeps its meaning. They start at 1000, above the model's own.
const (
	useClaim         sim.Use = 1000 + iota // weeks on Universal Credit, or to the claim
	usePeriodDay                           // day of the month on which assessment periods start
	useFamily                              // family type
	useSex                                 // sex
	useAge                                 // age at the claim
	useYoungest                            // age of the youngest child
	useChildren                            // number of children
	useGap                                 // years between siblings; index 0 is above the youngest
	usePartnerAge                          // partner's age
	usePartnerWork                         // whether the partner works
	usePartnerHours                        // partner's hours, the part of their own
	usePartnerFloor                        // whether the partner is paid the wage floor
	usePartnerPay                          // partner's premium above it
	useTenure                              // tenure
	useRent                                // rent
	useCommon                              // what skills, health, confidence and other barriers share
	useSkills                              // qualification, the part of their own
	useHealth                              // health, the part of its own
	useConfidence                          // confidence, the part of its own
	useChildcare                           // childcare barrier, the part of its own
	useChildcareBuys                       // whether formal childcare is bought
	useWork                                // whether in work
	useSector                              // sector of the job
	useHours                               // hours of the job
	useFloor                               // whether paid the wage floor
	usePremium                             // premium above it
	useVariable                            // whether hours vary
	useWants                               // whether more hours are wanted
	useKept                                // whether the person drawn is kept; each draw of hers has the try in its index
	useRow                                 // row of microdata
	useHealthKind                          // whether a condition is physical or mental
	useTransferable                        // skills that carry over, the part of its own
	useMotivation                          // motivation, the part of its own
	useTransport                           // transport barrier
	useCaring                              // caring for another adult
	useEnglish                             // English
	useDigital                             // digital skills, the part of its own
	useDebt                                // debt, the part of its own
	useEnd                                 // one past the last
)

const useFirst = useClaim

// keyed holds the draws of all uses of one seed and population, for one try at a
// person.
type keyed struct {
	uses [useEnd - useFirst]sim.Draws
	try  uint32
}

func newKeyed(seed uint64, population uint32) (k keyed) {
	for i := range k.uses {
		k.uses[i] = sim.NewDraws(seed, population, 0, useFirst+sim.Use(i))
	}
	return k
}

// perTry is how many draws of one use a try at a person has: years between siblings.
const perTry = 8

func (k *keyed) uniform(use sim.Use, id uint64) float64 { return k.nth(use, id, 0) }

// nth is one of several draws of a use.
func (k *keyed) nth(use sim.Use, id uint64, n int) float64 {
	return k.uses[use-useFirst].Uniform(id, k.try*perTry+uint32(n))
}

func (k *keyed) normal(use sim.Use, id uint64) float64 {
	return k.uses[use-useFirst].Normal(id, k.try*perTry)
}

func (k *keyed) below(use sim.Use, id uint64, n int) int {
	return k.uses[use-useFirst].Below(id, k.try*perTry, n)
}
