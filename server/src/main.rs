//! The command `filmdesk`: everything is in the library, so that tests can reach it.

fn main() -> std::process::ExitCode {
    filmdesk_server::command::main()
}
