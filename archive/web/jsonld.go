package web

import "shenzheng/archive/snapshot"

// dataset describes the data set in schema.org's words, for search engines of
// data.
type dataset struct {
	Context      string         `json:"@context"`
	Type         string         `json:"@type"`
	Name         string         `json:"name"`
	Alternate    string         `json:"alternateName"`
	Description  string         `json:"description"`
	URL          string         `json:"url"`
	Version      string         `json:"version,omitempty"`
	DateModified string         `json:"dateModified,omitempty"`
	License      string         `json:"license"`
	Free         bool           `json:"isAccessibleForFree"`
	Language     []string       `json:"inLanguage"`
	Temporal     string         `json:"temporalCoverage,omitempty"`
	Spatial      map[string]any `json:"spatialCoverage"`
	Creator      map[string]any `json:"creator"`
	BasedOn      string         `json:"isBasedOn"`
	Files        []distribution `json:"distribution"`
}

type distribution struct {
	Type   string `json:"@type"`
	Name   string `json:"name"`
	Format string `json:"encodingFormat"`
	URL    string `json:"contentUrl"`
	SHA256 string `json:"sha256,omitempty"`
}

func datasetOf(h homePage, base string) dataset {
	wording := snapshot.Wording()
	d := dataset{
		Context: "https://schema.org/", Type: "Dataset", Name: datasetZH, Alternate: datasetEN,
		Description: wording.ZH + " " + wording.EN, URL: base + "/", License: "https://creativecommons.org/licenses/by/4.0/",
		Free: true, Language: []string{"zh-CN", "en"},
		Spatial: map[string]any{"@type": "Place", "name": "深圳市 Shenzhen"},
		Creator: map[string]any{"@type": "Organization", "name": "shenzheng", "url": base + "/"},
		BasedOn: "https://www.dutenews.com/", Files: []distribution{},
	}
	if h.Held.First != "" {
		d.Temporal = h.Held.First + "/" + h.Latest.S("week_end")
	}
	if h.Release == nil {
		return d
	}
	d.Version, d.DateModified = h.Release.ID, h.Release.Day
	for _, f := range h.Release.Files {
		d.Files = append(d.Files, distribution{"DataDownload", f.Name, fileType(f.Name), base + "/snapshots/" + h.Release.ID + "/" + f.Name, f.SHA256})
	}
	return d
}
