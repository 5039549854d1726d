package progression

// Arm is one treatment group: data, plus the practice that coaches follow in it.
type Arm struct {
	// Slug names the arm in files: lower-case letters, digits and hyphens.
	Slug string
	// Key decides who is assigned to the arm. The zero value stands for Slug;
	// an arm that is renamed keeps its people by keeping its key.
	Key string
	// Label is what people read. The zero value stands for Slug.
	Label string
	// Share is the arm's weight in randomisation, relative to the other arms. 0 leaves it out of
	// the randomised world; it is still simulated for everyone.
	Share float64
	// WeeksApart is the interval between appointments.
	WeeksApart int
	// Contacts is how many appointments there are in all; 0 means as long as support lasts.
	Contacts int
	// Minutes is the length of an appointment, FirstMinutes that of the first one (0: the same).
	Minutes, FirstMinutes int
	// Channel is how people are met.
	Channel Channel
	// Mandatory makes attendance and agreed actions a condition of the award.
	Mandatory bool
	// While says when the arm's practice is live.
	While While
	// Practice names what the coach does in a meeting: one of Practices.Names.
	Practice string
	// EmployerCalls lets coaches ring the claimant's employer about hours and pay.
	EmployerCalls bool
	// DurationWeeks is how long support lasts from randomisation; 0 means to the end.
	DurationWeeks int
	// Specialist has the appointments held by coaches trained for lone parents and disabled people.
	Specialist bool
}

// Channel is how an appointment is held.
type Channel uint8

// The channels: all but the first are cheaper and weaker.
const (
	FaceToFace Channel = iota
	Telephone
	Digital   // messages in the journal of the claim
	Group     // a session whose minutes several people share
	NoContact // there are no appointments: the arm without service
)

var channelNames = [...]string{"face_to_face", "telephone", "digital", "group", "none"}

func (c Channel) String() string { return channelNames[c] }

// Channels lists the names of the channels in their order.
func Channels() []string { return channelNames[:] }

// While says in which earnings an arm's practice is live.
type While uint8

const (
	// Band is between the Administrative and the Conditionality Earnings
	// Threshold: below it people are in intensive search like everybody,
	// above it nobody calls them, and re-entry resumes.
	Band While = iota
	// Always is at any earnings while Universal Credit is paid.
	Always
	// BelowAET is in work below the Administrative Earnings Threshold, where the
	// arm's appointments take the place of reviews. Whoever is out of work, or has
	// had all that the arm offers, has reviews like everybody.
	BelowAET
)

var whileNames = [...]string{"band", "always", "below_aet"}

func (w While) String() string { return whileNames[w] }

// Whiles lists the names of the While values in their order.
func Whiles() []string { return whileNames[:] }
