use std::fs;

use anyhow::{Context, Result, ensure};
use contract_first::document::pretty;
use contract_first::project::Project;
use serde_json::{Value, json};

use super::shell::{Shell, recipe};
use crate::test::http::HttpRequest;
use crate::test::log::Log;
use crate::test::service::Service;

/// The new document, as the README calls it.
const PUBLISHED: &str = "published.json";
/// Where a person writes what is missing.
const IMPLEMENTATION: &str = "crates/accounts/src/subscriptions.rs";
const IMPL: &str = "impl Subscriptions for AccountsService {\n";
const METHOD: &str = r#"    async fn get_account(
        &self,
        account: AccountId,
        _head: &Parts,
    ) -> Result<accounts_api::apis::subscriptions::GetAccountResponse, ServiceError> {
        let id = account.to_string();
        let account = accounts_api::models::Account { id };
        Ok(accounts_api::apis::subscriptions::GetAccountResponse::Status200(account))
    }

"#;

/// The published document gains an operation.
pub fn follow(project: &Project, readme: &str, log: &mut Log) -> Result<()> {
    let commands = recipe(readme, "Your contract changed")?;
    let mut shell = Shell::open(project, "changed-contract", log)?;
    let copy = Project::at(shell.folder(), Some(project.tools()))?;
    let old: Value = serde_json::from_str(&fs::read_to_string(copy.contract())?)?;
    fs::write(
        shell.folder().join(PUBLISHED),
        pretty(&with_account(old.clone())),
    )?;
    fs::write(
        shell.folder().join("breaking.json"),
        pretty(&without_url(old)),
    )?;
    shell.says(
        "cargo xtask breaking openapi/accounts.json breaking.json",
        5,
        &["CreateSubscriptionPortalResponse"],
    )?;
    shell.passes("cargo xtask drift")?;
    shell.passes(&format!(
        "cp openapi/accounts.json old.json && cargo xtask import --no-generate {PUBLISHED}"
    ))?;
    shell.says(
        "cargo xtask drift",
        4,
        &["openapi/accounts.json has changed since the last run"],
    )?;
    shell.passes("mv old.json openapi/accounts.json")?;
    add_to_overlay(&copy)?;
    let mut seen = Vec::new();
    for command in commands {
        let step = command
            .split_whitespace()
            .take(3)
            .collect::<Vec<_>>()
            .join(" ");
        match step.as_str() {
            "cargo xtask breaking" => shell.says(command, 0, &["GET /api/accounts/me"])?,
            "cargo xtask import" => {
                shell.passes(command)?;
                shell.passes("cargo xtask drift")?;
                shell.says(
                    "cargo xtask breaking --against HEAD",
                    0,
                    &["GET /api/accounts/me"],
                )?;
            }
            "cargo build" => {
                shell.says(
                    command,
                    101,
                    &["E0046", "missing: `get_account`", IMPLEMENTATION],
                )?;
                implement(&copy)?;
                shell.passes(command)?;
            }
            // The tests are running already.
            "cargo xtask test" => {}
            _ => {
                shell.passes(command)?;
            }
        }
        seen.push(step);
    }
    for step in ["cargo xtask breaking", "cargo xtask import", "cargo build"] {
        ensure!(
            seen.iter().any(|one| one == step),
            "the recipe no longer has `{step}`"
        );
    }
    ask(&copy, shell.log())
}

/// `GET /api/accounts/me`, without tag and operationId as the published document has it.
fn with_account(mut document: Value) -> Value {
    let error = document["paths"]["/api/subscriptions/portal"]["post"]["responses"]["401"].clone();
    document["paths"]["/api/accounts/me"] = json!({"get": {
        "description": "Tells whose credentials these are.",
        "responses": {
            "200": {
                "description": "The account",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Account"}}}
            },
            "401": error
        },
        "security": [{"apiKeyAuth": []}, {"bearerAuth": []}]
    }});
    document["components"]["schemas"]["Account"] = json!({
        "type": "object",
        "required": ["id"],
        "properties": {"id": {"type": "string", "description": "The account's id."}}
    });
    document
}

/// Callers that read `url` would find nothing.
fn without_url(mut document: Value) -> Value {
    let schema = &mut document["components"]["schemas"]["CreateSubscriptionPortalResponse"];
    schema["required"] = json!(["id"]);
    if let Some(properties) = schema["properties"].as_object_mut() {
        properties.shift_remove("url");
    }
    document
}

/// What the published document lacks.
fn add_to_overlay(copy: &Project) -> Result<()> {
    let mut overlay: Value = serde_json::from_str(&fs::read_to_string(copy.overlay())?)?;
    let actions = overlay["actions"]
        .as_array_mut()
        .context("an overlay has actions")?;
    actions.push(json!({
        "target": "$.paths['/api/accounts/me'].get",
        "update": {"tags": ["Subscriptions"], "operationId": "getAccount"}
    }));
    Ok(fs::write(copy.overlay(), pretty(&overlay))?)
}

fn implement(copy: &Project) -> Result<()> {
    let path = copy.root().join(IMPLEMENTATION);
    let text = fs::read_to_string(&path)?;
    ensure!(
        text.contains(IMPL),
        "{IMPLEMENTATION} has no `{}`",
        IMPL.trim()
    );
    Ok(fs::write(
        &path,
        text.replace(IMPL, &format!("{IMPL}{METHOD}")),
    )?)
}

/// The new operation, answered by the real server.
fn ask(copy: &Project, log: &mut Log) -> Result<()> {
    let service = Service::start(copy, log)?;
    let call = |headers| HttpRequest {
        method: "GET",
        url: format!("{}/api/accounts/me", service.url),
        headers,
        body: "",
    };
    let (status, text) = call(vec![("x-api-key", service.key.as_str())]).send()?;
    let answer: Value = serde_json::from_str(&text)?;
    let id = answer["id"].as_str().unwrap_or_default();
    ensure!(
        (status, id.len()) == (200, 36),
        "the new operation answered {status} {text}"
    );
    let (status, text) = call(Vec::new()).send()?;
    ensure!(
        status == 401 && text.contains("Exactly one of x-api-key or Authorization"),
        "the new operation answered a stranger {status} {text}"
    );
    Ok(())
}
