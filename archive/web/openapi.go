package web

import (
	"net/http"
	"slices"

	"shenzheng/archive/snapshot"
	"shenzheng/parser"
)

// object is a JSON object of the API description.
type object = map[string]any

// openapi describes the data addresses, built from the list of tables.
func (s *Server) openapi(w http.ResponseWriter, r *http.Request) error {
	paths := object{
		"/activities.json":            get("One page of activities", "application/json", object{"$ref": "#/components/schemas/ActivitiesPage"}, allParameters()),
		"/coverage.json":              get("Coverage of one year, the last where none is asked for", "application/json", object{"$ref": "#/components/schemas/CoverageYear"}, []object{parameter("year")}),
		"/snapshots/index.json":       get("All snapshots, newest first", "application/json", object{"$ref": "#/components/schemas/Index"}, nil),
		"/snapshots/{id}/{file}":      get("A file of a snapshot; never changes", "application/octet-stream", object{"type": "string", "format": "binary"}, pathParameters("id", "file")),
		"/snapshots/{id}/full/{file}": secured(get("A file with sentences of articles; needs the token", "text/csv", object{"type": "string"}, pathParameters("id", "file"))),
		"/snapshots/latest/{file}":    redirected(pathParameters("file")),
		"/feed.atom":                  get("New columns and snapshots", "application/atom+xml", object{"type": "string"}, nil),
	}
	schemas := object{"Error": object{"type": "object", "required": []string{"error"}, "properties": object{"error": object{"type": "string"}}}}
	for _, t := range snapshot.PublicTables() {
		schemas[t.Name] = tableSchema(t)
		paths["/"+t.Name+".csv"] = get(t.Title.EN+" ("+t.Title.ZH+"): every current row", "text/csv", object{"type": "string", "description": "Columns: see schema " + t.Name}, tableParameters(t))
	}
	schemas["ActivitiesPage"], schemas["CoverageYear"], schemas["Index"] = activitiesSchema(), coverageSchema(), indexSchema()
	return s.json(w, r, object{
		"openapi": "3.1.0",
		"info":    object{"title": datasetEN, "version": s.version(), "description": snapshot.Wording().EN, "license": object{"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}},
		"servers": []object{{"url": s.absolute(r)}},
		"paths":   paths,
		"components": object{
			"schemas":         schemas,
			"securitySchemes": object{"token": object{"type": "http", "scheme": "bearer"}},
		},
	})
}

func (s *Server) version() string {
	if s.cfg.Version == "" {
		return "0"
	}
	return s.cfg.Version
}

func get(summary, mime string, schema object, parameters []object) object {
	op := object{"summary": summary, "responses": object{
		"200":     object{"description": "Whole; a transfer that breaks off is not", "content": object{mime: object{"schema": schema}}},
		"default": object{"description": "Error", "content": object{"application/json": object{"schema": object{"$ref": "#/components/schemas/Error"}}}},
	}}
	if len(parameters) > 0 {
		op["parameters"] = parameters
	}
	return object{"get": op}
}

func secured(path object) object {
	path["get"].(object)["security"] = []object{{"token": []string{}}}
	return path
}

func redirected(parameters []object) object {
	return object{"get": object{"summary": "Leads to the file in the latest snapshot", "parameters": parameters, "responses": object{"302": object{"description": "Found"}}}}
}

func pathParameters(names ...string) []object {
	var out []object
	for _, n := range names {
		out = append(out, object{"name": n, "in": "path", "required": true, "schema": object{"type": "string"}})
	}
	return out
}

func allParameters() []object {
	var out []object
	for _, name := range filterParams {
		out = append(out, parameter(name))
	}
	return out
}

func tableParameters(t snapshot.Table) []object {
	var out []object
	for _, name := range filterParams {
		if slices.Contains(t.Filters(), name) || name == "q" && slices.Contains(searchable[:], t.Name) {
			out = append(out, parameter(name))
		}
	}
	return out
}

func parameter(name string) object {
	p := object{"name": name, "in": "query"}
	switch name {
	case "district":
		var slugs []string
		for _, d := range parser.Districts() {
			slugs = append(slugs, d.Slug)
		}
		p["schema"] = object{"type": "string", "enum": slugs}
	case "office":
		p["schema"], p["description"] = object{"type": "string", "enum": offices}, "Who is both secretary and head counts for each"
	case "kind":
		p["schema"] = object{"type": "string", "enum": activityKinds}
	case "from", "to":
		p["schema"], p["description"] = object{"type": "string", "format": "date"}, "Included; an undated activity counts for its week"
	case "year":
		p["schema"] = object{"type": "integer"}
	case "page":
		p["schema"] = object{"type": "integer", "minimum": 1}
	case "official":
		p["schema"], p["description"] = object{"type": "string"}, "official_id or name"
	case "q":
		p["schema"], p["description"] = object{"type": "string"}, "Words, each to be found in titles, headlines, names, posts, dates as printed or districts; sentences are not searched"
	default:
		p["schema"] = object{"type": "string"}
	}
	return p
}

func tableSchema(t snapshot.Table) object {
	properties, required := object{}, []string{}
	for _, c := range t.Columns {
		properties[c.Name] = columnSchema(c)
		required = append(required, c.Name)
	}
	return object{"type": "object", "title": t.Title.EN, "description": t.Note.EN, "properties": properties, "required": required}
}

func columnSchema(c snapshot.Column) object {
	p := object{"type": "string", "title": c.Title.EN, "description": c.Note.EN}
	switch {
	case c.Type == snapshot.Integer:
		p["type"] = "integer"
	case c.Type == snapshot.Day && c.Required:
		p["format"] = "date"
	case c.Type == snapshot.Instant && c.Required:
		p["format"] = "date-time"
	}
	if c.Enum != nil {
		p["enum"] = c.Enum
	}
	return p
}

func activitiesSchema() object {
	whole := object{"type": "integer"}
	return object{"type": "object", "required": []string{"total", "page", "pages", "per_page", "activities"}, "properties": object{
		"total": whole, "page": whole, "pages": whole, "per_page": whole, "next": object{"type": "string", "format": "uri"},
		"activities": object{"type": "array", "items": object{"allOf": []object{
			{"$ref": "#/components/schemas/activities"},
			{"type": "object", "properties": object{"appearances": object{"type": "array", "items": object{"type": "object"}}}},
		}}},
	}}
}

func coverageSchema() object {
	whole := object{"type": "integer"}
	return object{"type": "object", "required": []string{"years", "totals", "coverage"}, "properties": object{
		"year": whole, "years": object{"type": "array", "items": whole},
		"totals":   object{"type": "object", "description": "Rows by status", "additionalProperties": whole},
		"coverage": object{"type": "array", "items": object{"$ref": "#/components/schemas/coverage"}},
	}}
}

func indexSchema() object {
	text := object{"type": "string"}
	file := object{"type": "object", "properties": object{"name": text, "url": text, "bytes": object{"type": "integer"}, "sha256": text}}
	return object{"type": "object", "properties": object{"latest": text, "snapshots": object{"type": "array", "items": object{
		"type": "object", "properties": object{"id": text, "date": object{"type": "string", "format": "date"}, "latest": object{"type": "boolean"}, "url": text,
			"files": object{"type": "array", "items": file}},
	}}}}
}
