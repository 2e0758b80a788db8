//! `calibrate_a_curve`: a made-up printer with too much contrast in the middle.

fn main() -> anyhow::Result<()> {
    let wedge: Vec<(f64, f64)> = (0..=20u32)
        .map(|n| f64::from(n) / 20.0)
        .map(|level| (level, 0.2 + 2.8 * level * level * (3.0 - 2.0 * level)))
        .collect();
    let (curve, report) = filmdesk_examples::calibrate_a_curve::calibrate_a_curve(&wedge)?;
    print!("{}", report.to_text());
    println!(
        "driving levels of P-values 0, 128, 255: {:.3} {:.3} {:.3}",
        curve[0], curve[128], curve[255]
    );
    Ok(())
}
