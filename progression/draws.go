package progression

import "inwork/sim"

// One line a random use: what it decides, its entity and its index. The list is
// append-only: a number, once used, keeps its meaning for ever. Package pilot
// uses 1 for assignment, package population numbers from 1000.
const (
	useLifeLane        sim.Use = 2  // life risks: claimant, block of weeks
	useLifeCard        sim.Use = 3  // life risks: claimant, week
	useJobLane         sim.Use = 4  // risks in work: claimant, block of weeks
	useJobCard         sim.Use = 5  // risks in work: claimant, week
	useIdleLane        sim.Use = 6  // risks out of work: claimant, block of weeks
	useIdleCard        sim.Use = 7  // risks out of work: claimant, week
	usePlaceLane       sim.Use = 8  // risks of the rest of the caseload: place, block of weeks
	usePlaceCard       sim.Use = 9  // risks of the rest of the caseload: place, week
	useSize            sim.Use = 10 // size of a change of hours or pay: claimant, week
	useShock           sim.Use = 11 // hours worked in an assessment period: claimant, period
	useAccept          sim.Use = 12 // whether a claimant takes hours or applies for a post: claimant, week
	useProbeA          sim.Use = 13 // first and second post looked at: claimant or place, week
	useProbeB          sim.Use = 14 // third and fourth post looked at: claimant or place, week
	useScore           sim.Use = 15 // how an employer ranks an applicant: claimant or place, week
	useOffer           sim.Use = 16 // whether the best claimant suits the employer: post, week
	useSlot            sim.Use = 17 // opening of four posts, withdrawal, and applications by background jobseekers: fourth part of the post's number, week
	usePostTerms       sim.Use = 18 // hours and contract of a post: post, week opened
	usePostPay         sim.Use = 19 // pay premium of a post: post, week opened
	useAbsence         sim.Use = 20 // absence of a coach: coach, week
	useSkill           sim.Use = 21 // skill of a coach: coach, 0
	useAttend          sim.Use = 22 // attendance: claimant or place, week
	useDoubt           sim.Use = 23 // decision on a doubt: claimant, week
	useReclaim         sim.Use = 25 // claiming again: claimant, period
	useCoach           sim.Use = 26 // coach of a claimant: claimant, 0
	useFirstEmployer   sim.Use = 27 // employer at the start: claimant, 0
	useSector          sim.Use = 28 // sector of an employer: employer, 0
	useEnrol           sim.Use = 29 // order of enrolment when places are short: claimant, week
	useRotation        sim.Use = 30 // with whom on her list a coach begins, and which coach begins: coach, week; after the last coach, week
	usePlaceStart      sim.Use = 31 // state of a caseload place at the start: place, 0
	useLifeSize        sim.Use = 33 // size of a change of a barrier: claimant, week
	usePostStart       sim.Use = 32 // posts open at the start: post, 0
	useFirstPattern    sim.Use = 34 // pay pattern of the job at the start: claimant, 0
	usePostPattern     sim.Use = 35 // pay pattern of a post: post, week opened
	useRival           sim.Use = 36 // how an employer ranks the best background jobseeker: post, week
	useChain           sim.Use = 37 // whether a job that is left is advertised again, and as which post: claimant, week
	useElastic         sim.Use = 38 // whether hours asked for are made to measure: claimant, week
	useCourseEnd       sim.Use = 39 // end of provision: claimant, 16 x week + kind; 24 was it while there were four kinds
	useFirstConditions sim.Use = 40 // term-time contract and pay days of the job at the start: claimant, 0
	usePostConditions  sim.Use = 41 // term-time contract and pay days of a post: post, week opened
)
