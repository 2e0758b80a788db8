//! `print_a_film HOST:PORT AE FILES...`

use std::path::PathBuf;

use anyhow::Context;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let mut args = std::env::args().skip(1);
    let usage = "give HOST:PORT, AE title and files";
    let (address, called) = (args.next().context(usage)?, args.next().context(usage)?);
    let files: Vec<PathBuf> = args.map(PathBuf::from).collect();
    let report = filmdesk_examples::print_a_film::print_a_film(&address, &called, &files).await?;
    println!("{} films of {} images", report.films, report.images);
    Ok(())
}
