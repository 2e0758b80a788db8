//! The audit trail while it cannot be written: nothing is done that it would not know.

use filmdesk_tests::discs::{slices, stored, text};
use filmdesk_tests::program::Program;
use filmdesk_tests::server::Server;
use filmdesk_tests::tools::{checked, python};
use serde_json::{Value, json};
use tempfile::TempDir;

#[test]
fn nothing_is_done_that_the_trail_does_not_know() {
    let folder = TempDir::new().expect("a folder");
    let server = Server::with("[[printer]]\nae-title = \"FILMDESK\"\n");
    let program = Program::of(&server);
    stored(&server, &slices(folder.path(), 2));
    let found = program.get(&server, "/api/v1/patients?q=FD-0001");
    let patient = format!("/api/v1/patients/{}", found[0]["key"]);
    let study = program.get(&server, &patient)["studies"][0]["uid"].clone();
    let user = json!({ "name": "anna", "role": "desk", "password": "correct horse 4711" });
    let token = json!({ "name": "kiosk", "role": "desk" });
    let deeds = [
        ("/api/v1/users", "add-user", user),
        ("/api/v1/tokens", "add-token", token),
        ("/api/v1/jobs", "order", json!({ "studies": [study] })),
        (
            "/api/v1/printers/FILMDESK/wedge",
            "print-wedge",
            Value::Null,
        ),
    ];
    let stands = || {
        let count = |path: &str| program.get(&server, path).as_array().map_or(0, Vec::len);
        // Who sees films of nobody, and users, is not in the trail.
        ["/api/v1/users", "/api/v1/tokens", "/api/v1/films"].map(count)
    };
    let before = stands();
    let index = server.folder().join("data/archive/index.sqlite");
    let rename = |from: &str, to: &str| {
        checked(python("rename_table.py").args([text(&index), from, to]));
    };
    rename("audit", "audit_away");
    for (path, _, body) in &deeds {
        assert_eq!(program.status(&server, path, body), 500, "{path}");
    }
    assert_eq!(stands(), before, "nothing was done");
    rename("audit_away", "audit");
    let jobs = program.get(&server, "/api/v1/jobs");
    assert_eq!(jobs, json!([]), "no disc either");
    for (path, _, body) in &deeds {
        assert_eq!(program.status(&server, path, body), 201, "{path}");
    }
    assert_eq!(stands(), before.map(|count| count + 1));
    let trail = program.get(&server, "/api/v1/audit");
    let events = trail.as_array().expect("events");
    for (_, action, _) in &deeds {
        let of = events.iter().filter(|event| event["action"] == *action);
        // The token of this program was made before.
        let usual = usize::from(*action == "add-token") + 1;
        assert_eq!(of.count(), usual, "{action}: {trail}");
    }
}
