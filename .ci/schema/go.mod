// Holds files against the JSON Schema of scenarios, by a validator that is not
// ours; kept out of the library's own requirements. Run by .ci/steps/schema.
module inwork/schema

go 1.26.0

require (
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.3
	go.yaml.in/yaml/v4 v4.0.0
)

require golang.org/x/text v0.14.0 // indirect
