package scenario

import (
	"cmp"
	"slices"

	"go.yaml.in/yaml/v4"

	"inwork/progression"
)

// armsBySlug is the mapping from short names to arms. An arm's place in the file makes no difference.
type armsBySlug struct {
	into *[]progression.Arm
	own  progression.Practices
}

func (a armsBySlug) read(r *reader, path string, n *yaml.Node) {
	if !r.ready(n, path) {
		return
	}
	if n.Kind != yaml.MappingNode {
		r.refuse(n, path, describe(n), "arms under their short names", "")
		return
	}
	if len(n.Content) == 0 {
		r.refuse(n, path, "no arms", "at least two", "")
		return
	}
	var arms []progression.Arm
	for key, value := range pairs(n) {
		arm, at := newArm(key.Value), join(path, key.Value)
		if !slugForm.MatchString(arm.Slug) {
			r.refuse(key, at, "the short name "+describe(key), slugExpected, "")
			continue
		}
		r.startLike(&arm, value)
		armFields(&arm, a.own).read(r, at, value)
		arms = append(arms, arm)
	}
	slices.SortFunc(arms, func(a, b progression.Arm) int { return cmp.Compare(a.Slug, b.Slug) })
	*a.into = arms
}

func (a armsBySlug) canonical() any {
	object := make(map[string]any, len(*a.into))
	for _, arm := range *a.into {
		arm.Key, arm.Label = cmp.Or(arm.Key, arm.Slug), cmp.Or(arm.Label, arm.Slug)
		object[arm.Slug] = armFields(&arm, a.own).canonical()
	}
	return object
}

func (a armsBySlug) schema() jsonSchema {
	return jsonSchema{
		"type": "object", "minProperties": 1, "maxProperties": mostArms, "additionalProperties": false,
		"patternProperties": jsonSchema{slugForm.String(): jsonSchema{"$ref": "#/$defs/arm"}},
	}
}

// fields are the arms as keys of a mapping.
func (a armsBySlug) fields() fields {
	var f fields
	for i := range *a.into {
		f = append(f, field{name: (*a.into)[i].Slug, value: armFields(&(*a.into)[i], a.own)})
	}
	return f
}

// newArm is an arm about which nothing is said but its short name.
func newArm(slug string) progression.Arm {
	return progression.Arm{
		Slug: slug, Key: slug, Label: slug,
		Share: 1, WeeksApart: 4, Minutes: 30,
		Channel: progression.FaceToFace, While: progression.Band,
		Practice: "progression", DurationWeeks: 52,
	}
}

func armFields(a *progression.Arm, own progression.Practices) fields {
	return fields{
		{name: "like", doc: "a ready-made arm, from which this one takes what it leaves out: inwork describe arms prints them", value: likeness{}},
		{name: "key", doc: "decides who is assigned to the arm; an arm that is renamed keeps its people by keeping its key", value: slug(&a.Key)},
		{name: "label", doc: "what people read", value: text(&a.Label)},
		{name: "share", doc: "weight in randomisation relative to the other arms; 1 if left out", value: number(&a.Share, 0, 1000, "weight")},
		{name: "weeks_apart", doc: "weeks between appointments; 4 if left out", value: whole(&a.WeeksApart, 1, 26, "weeks")},
		{name: "contacts", doc: "appointments in all, 0 for as many as fit while support lasts; 0 if left out", value: whole(&a.Contacts, 0, 1000, "appointments")},
		{name: "minutes", doc: "minutes of an appointment; 30 if left out", value: whole(&a.Minutes, 1, 240, "minutes")},
		{name: "first_minutes", doc: "minutes of the first appointment, 0 for as long as the others; 0 if left out", value: whole(&a.FirstMinutes, 0, 240, "minutes")},
		{name: "channel", doc: "how people are met: face_to_face, telephone, digital for messages in the journal, group for sessions whose minutes several people share, or none for no appointments at all; face_to_face if left out", value: choice(&a.Channel, progression.Channels())},
		{name: "mandatory", doc: "whether attending and the actions agreed are conditions of the award; false if left out", value: flag(&a.Mandatory)},
		{name: "while", doc: "band: at earnings between the administrative and the conditionality threshold; always: at any earnings on Universal Credit; below_aet: in work below the administrative threshold, in place of reviews; band if left out", value: choice(&a.While, progression.Whiles())},
		{name: "practice", doc: "what the coach does in an appointment: progression, call, employer, review or specialist; progression if left out", value: word(&a.Practice, own.Names()...)},
		{name: "employer_calls", doc: "whether coaches ring the employer about hours and pay; false if left out", value: flag(&a.EmployerCalls)},
		{name: "duration_weeks", doc: "weeks of support from randomisation, 0 for the whole follow-up; 52 if left out", value: whole(&a.DurationWeeks, 0, 520, "weeks")},
		{name: "specialist", doc: "whether coaches for lone parents and disabled people hold the appointments; false if left out", value: flag(&a.Specialist)},
	}
}
