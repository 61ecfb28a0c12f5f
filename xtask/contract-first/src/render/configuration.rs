use std::path::Path;

use serde_json::{Map, Value, json};

use super::RenderJob;
use crate::backend::Destination;

/// The configuration of one run of the generator, with these places of templates, input and output.
pub fn configuration(job: &RenderJob, templates: &Path, document: &Path, output: &Path) -> Value {
    json!({
        "generatorName": job.settings.name,
        "templateDir": templates.to_string_lossy(),
        "additionalProperties": job.settings.properties,
        "files": files(job),
        "openapiGeneratorIgnoreList": job.settings.unused,
        "inputSpec": document.to_string_lossy(),
        "outputDir": output.to_string_lossy(),
    })
}

/// What the generator must know of the files that it has no template for.
fn files(job: &RenderJob) -> Value {
    let files = job
        .templates
        .iter()
        .filter_map(|template| match template.destination {
            Destination::BuiltIn => None,
            Destination::Sources(path) => {
                let file = json!({
                    "destinationFilename": path,
                    "folder": job.settings.sources,
                    "templateType": "SupportingFiles",
                });
                Some((template.name.to_owned(), file))
            }
        });
    Value::Object(files.collect::<Map<_, _>>())
}
