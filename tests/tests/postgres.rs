//! The archive with its index in PostgreSQL: the same conversations as with the embedded one, on
//! a private cluster of the installed PostgreSQL.

#[macro_use]
#[path = "../../archive/tests/archive/conversations/mod.rs"]
mod conversations;
#[path = "../../archive/tests/archive/room.rs"]
mod room;

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use filmdesk_archive::Database;
use filmdesk_dataset::Phi;
use filmdesk_tests::tools::{checked, signal};
use room::Room;

/// Longest start of a server.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server of its own, reached by a socket in its folder only.
struct Cluster {
    folder: tempfile::TempDir,
    server: Child,
}

impl Cluster {
    /// Makes and starts one. Names and words sort by the rules of a language, as in the field.
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        give_away(folder.path());
        let data = folder.path().join("data");
        let mut initdb = program("initdb");
        initdb
            .arg("-D")
            .arg(&data)
            .args(["-U", "filmdesk", "-A", "trust", "-E", "UTF8"]);
        initdb.args([
            "--locale=C.UTF-8",
            "--locale-provider=icu",
            "--icu-locale=en",
        ]);
        checked(initdb.current_dir(folder.path()));
        let server = program("postgres")
            .arg("-D")
            .arg(&data)
            .arg("-k")
            .arg(folder.path())
            .args(["-c", "listen_addresses="])
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let cluster = Self { folder, server };
        cluster.wait();
        cluster
    }

    fn wait(&self) {
        let started = std::time::Instant::now();
        let socket = self.folder.path().join(".s.PGSQL.5432");
        while !socket.exists() || !self.says_ready() {
            assert!(started.elapsed() < PATIENCE, "PostgreSQL does not start");
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    fn says_ready(&self) -> bool {
        let mut ready = program("pg_isready");
        ready.arg("-q").arg("-h").arg(self.folder.path());
        ready.status().unwrap().success()
    }

    /// An empty database.
    fn database(&self, name: &str) -> Database {
        let mut create = program("createdb");
        create.arg("-h").arg(self.folder.path());
        checked(create.args(["-U", "filmdesk", name]));
        let host = self.folder.path().display();
        Database::Url(Phi::new(format!(
            "postgres://filmdesk@localhost/{name}?host={host}"
        )))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        signal(self.server.id(), "QUIT");
        let _ = self.server.wait();
    }
}

/// A program of PostgreSQL, which refuses to run as root.
fn program(name: &str) -> Command {
    let path = newest().join(name);
    if !is_root() {
        return Command::new(path);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=nobody", "--regid=nogroup", "--clear-groups"]);
    command.arg(path);
    command
}

/// Its programs; Debian has them per version.
fn newest() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql");
    let versions = versions.expect("PostgreSQL is missing: cargo xtask peers installs it");
    let programs = versions.map(|version| version.unwrap().path().join("bin"));
    programs
        .max()
        .expect("PostgreSQL is missing: cargo xtask peers installs it")
}

fn is_root() -> bool {
    checked(Command::new("id").arg("-u")).trim() == "0"
}

fn give_away(folder: &Path) {
    if is_root() {
        checked(Command::new("chown").arg("nobody:nogroup").arg(folder));
    }
}

macro_rules! converse {
    ($($name:ident)*) => {
        #[tokio::test(flavor = "multi_thread")]
        async fn every_conversation_as_with_the_embedded_index() {
            let cluster = Cluster::start();
            $(
                println!(stringify!($name));
                let room = Room::new(cluster.database(stringify!($name)));
                conversations::$name(&room).await;
            )*
        }
    };
}

each_conversation!(converse);
