//! The OpenAPI document, written from the table of routes.

use axum::Json;
use serde_json::{Map, Value, json};

use super::schema::{Answer, Call, Field, Kind, Schema};
use crate::routes::{self, Access, Route};

/// GET /api/v1/openapi.json
pub(crate) async fn document() -> Json<Value> {
    Json(openapi())
}

/// The document.
pub(crate) fn openapi() -> Value {
    let mut paths = Map::new();
    let mut schemas = Map::new();
    schemas.insert(
        "Error".to_owned(),
        json!({ "type": "object", "required": ["error"], "properties": { "error": { "type": "string" } } }),
    );
    for route in routes::all() {
        let Some(call) = route.call else { continue };
        let path = paths.entry(route.path).or_insert_with(|| json!({}));
        path[route.method.to_ascii_lowercase()] = operation(route, call, &mut schemas);
    }
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Filmdesk", "version": "1", "description": "What the front desk does, for programs." },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
        },
        "security": [{ "token": [] }],
    })
}

fn operation(route: &Route, call: &Call, schemas: &mut Map<String, Value>) -> Value {
    let roles = match route.access {
        Access::Roles(roles) => roles
            .iter()
            .map(|role| role.word())
            .collect::<Vec<_>>()
            .join(", "),
        Access::Everybody | Access::SetUp => String::new(),
    };
    let mut operation = json!({
        "operationId": call.id,
        "summary": call.summary,
        "description": format!("For the roles {roles}."),
        "parameters": parameters(route.path, call.query, schemas),
        "responses": responses(&call.answer, schemas),
    });
    if let Some(body) = call.body {
        let schema = reference(body, schemas);
        operation["requestBody"] =
            json!({ "required": true, "content": { "application/json": { "schema": schema } } });
    }
    if call.takes_bytes {
        let schema = json!({ "type": "string", "format": "binary" });
        operation["requestBody"] = json!({ "required": true, "content": { "application/octet-stream": { "schema": schema } } });
    }
    operation
}

fn parameters(path: &str, query: &[Field], schemas: &mut Map<String, Value>) -> Vec<Value> {
    let in_path = path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let mut all: Vec<Value> = in_path
        .map(|name| {
            let schema = match name {
                // What the server called a place for files.
                "upload" | "view" | "recording" | "printer" => json!({ "type": "string" }),
                _ => json!({ "type": "integer", "format": "int64" }),
            };
            json!({ "name": name, "in": "path", "required": true, "schema": schema })
        })
        .collect();
    for field in query {
        all.push(json!({
            "name": field.name, "in": "query", "required": field.is_required,
            "description": field.about, "schema": kind(&field.kind, schemas),
        }));
    }
    all
}

fn responses(answer: &Answer, schemas: &mut Map<String, Value>) -> Value {
    let (status, content) = match answer {
        Answer::One(schema) => ("200", of_json(reference(schema, schemas))),
        Answer::Created(schema) => ("201", of_json(reference(schema, schemas))),
        Answer::List(schema) => {
            let items = reference(schema, schemas);
            ("200", of_json(json!({ "type": "array", "items": items })))
        }
        Answer::Bytes(media_type) => (
            "200",
            json!({ *media_type: { "schema": { "type": "string", "format": "binary" } } }),
        ),
        Answer::Nothing => ("204", json!({})),
        Answer::Any => ("200", of_json(json!({ "type": "object" }))),
    };
    let error = of_json(json!({ "$ref": "#/components/schemas/Error" }));
    json!({
        status: { "description": "done", "content": content },
        "4XX": { "description": "refused; the message says why", "content": error },
    })
}

fn of_json(schema: Value) -> Value {
    json!({ "application/json": { "schema": schema } })
}

fn reference(schema: &Schema, schemas: &mut Map<String, Value>) -> Value {
    if !schemas.contains_key(schema.name) {
        // Its place first: a schema may be met again below itself.
        schemas.insert(schema.name.to_owned(), Value::Null);
        let mut properties = Map::new();
        for field in schema.fields {
            let mut property = kind(&field.kind, schemas);
            property["description"] = field.about.into();
            properties.insert(field.name.to_owned(), property);
        }
        let required = schema.fields.iter().filter(|field| field.is_required);
        let required: Vec<&str> = required.map(|field| field.name).collect();
        let object = json!({ "type": "object", "required": required, "properties": properties });
        schemas.insert(schema.name.to_owned(), object);
    }
    json!({ "$ref": format!("#/components/schemas/{}", schema.name) })
}

fn kind(kind: &Kind, schemas: &mut Map<String, Value>) -> Value {
    match kind {
        Kind::Text => json!({ "type": "string" }),
        Kind::TextOrNull => json!({ "type": "string", "nullable": true }),
        Kind::Moment => json!({ "type": "string", "format": "date-time" }),
        Kind::Number => json!({ "type": "integer", "format": "int64" }),
        Kind::Real => json!({ "type": "number" }),
        Kind::Reals => json!({ "type": "array", "items": { "type": "number" } }),
        Kind::Object(schema) => reference(schema, schemas),
        Kind::NumberOrNull => json!({ "type": "integer", "format": "int64", "nullable": true }),
        Kind::Bool => json!({ "type": "boolean" }),
        Kind::Numbers => json!({ "type": "array", "items": { "type": "integer" } }),
        Kind::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Kind::Word(words) => json!({ "type": "string", "enum": words }),
        Kind::Objects(schema) => {
            let items = reference(schema, schemas);
            json!({ "type": "array", "items": items })
        }
        Kind::Remedy => json!({
            "oneOf": [
                { "type": "string", "enum": ["private", "omit"] },
                { "type": "object", "required": ["profile"], "properties": { "profile": { "type": "string" } } },
            ],
        }),
    }
}
