//! Videos on the disc: H.264 in every container that PS3.5 allows becomes an MP4 in which ffmpeg
//! finds the same pictures, at the same times.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use filmdesk_media::viewer::video::{Keys, VideoError, remux};
use filmdesk_tests::discs::{disc, said, text};
use filmdesk_tests::samples::sample;
use filmdesk_tests::tools::debian;
use filmdesk_tests::viewer::browser;
use serde_json::{Value, json};

/// Frames of every stream that is made here.
const FRAMES: usize = 50;

fn ffmpeg(arguments: &[&str]) -> Vec<u8> {
    let mut command = debian("ffmpeg");
    command.args(["-nostdin", "-v", "error"]).args(arguments);
    let output = command.output().expect("ffmpeg runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {said}");
    output.stdout
}

/// A stream of moving bars, coded as `arguments` say.
fn stream(arguments: &[&str]) -> Vec<u8> {
    let source = "testsrc=size=320x240:rate=25:duration=2";
    let coded = [
        "-f", "lavfi", "-i", source, "-c:v", "libx264", "-pix_fmt", "yuv420p",
    ];
    ffmpeg(&[&coded[..], arguments, &["pipe:1"]].concat())
}

/// The time (in frames) and hash of each picture that ffmpeg decodes.
fn pictures(path: &Path) -> Vec<(i64, String)> {
    let path = path.to_str().expect("a path");
    let listed = ffmpeg(&["-i", path, "-map", "0:v:0", "-f", "framemd5", "-"]);
    let listed = String::from_utf8(listed).expect("text");
    let lines = listed.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let fields: Vec<&str> = line.split(',').map(str::trim).collect();
            (fields[2].parse().expect("a time"), fields[5].to_owned())
        })
        .collect()
}

const CONTAINERS: &[(&str, &[&str])] = &[
    (
        "transport stream",
        &["-bf", "3", "-g", "20", "-f", "mpegts"],
    ),
    (
        "Blu-ray's transport stream",
        &["-f", "mpegts", "-mpegts_m2ts_mode", "1"],
    ),
    ("interlaced", &["-flags", "+ilme+ildct", "-f", "mpegts"]),
    (
        "several slices",
        &["-x264-params", "slices=4:aud=1", "-f", "mpegts"],
    ),
    ("byte stream", &["-bf", "2", "-g", "25", "-f", "h264"]),
    ("no B pictures", &["-bf", "0", "-f", "h264"]),
    (
        "MP4",
        &["-movflags", "frag_keyframe+empty_moov", "-f", "mp4"],
    ),
];

#[test]
fn every_container_becomes_an_mp4_with_the_same_pictures() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, arguments) in CONTAINERS {
        let bytes = stream(arguments);
        let mut out = Cursor::new(Vec::new());
        // A stream in Pixel Data may be padded.
        let padded = [&bytes[..], &[0]].concat();
        remux(&padded[..], Some(25.0), &mut out).unwrap_or_else(|error| panic!("{name}: {error}"));
        let (before, after) = (
            folder.path().join("before"),
            folder.path().join("after.mp4"),
        );
        fs::write(&before, &bytes).expect("written");
        fs::write(&after, out.into_inner()).expect("written");
        let (before, after) = (pictures(&before), pictures(&after));
        assert_eq!(after.len(), FRAMES, "{name}");
        let times = after.iter().map(|(time, _)| *time);
        assert!(times.eq(0..FRAMES as i64), "{name}: {after:?}");
        let hashes = |pictures: &[(i64, String)]| -> Vec<String> {
            pictures.iter().map(|(_, hash)| hash.clone()).collect()
        };
        assert_eq!(hashes(&before), hashes(&after), "{name}");
    }
}

#[test]
fn a_cut_stream_gives_what_it_has() {
    let bytes = stream(&["-bf", "3", "-f", "mpegts"]);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("cut.mp4");
    for part in [3, 5, 7] {
        let mut out = Cursor::new(Vec::new());
        let cut = &bytes[..bytes.len() * part / 8];
        remux(cut, None, &mut out).expect("pictures");
        fs::write(&path, out.into_inner()).expect("written");
        let found = pictures(&path).len();
        assert!(found > 4 && found < FRAMES, "{found} pictures of {part}/8");
    }
    let mut out = Cursor::new(Vec::new());
    let noise: Vec<u8> = (0..4096u32).map(|at| (at * 31 % 251) as u8).collect();
    let refused = remux(&noise[..], None, &mut out);
    assert!(matches!(refused, Err(VideoError::Container)), "{refused:?}");
    let mpeg2 = ffmpeg(&[
        "-f",
        "lavfi",
        "-i",
        "testsrc=duration=1",
        "-c:v",
        "mpeg2video",
        "-f",
        "mpegts",
        "pipe:1",
    ]);
    let refused = remux(&mpeg2[..], None, &mut out);
    assert!(matches!(refused, Err(VideoError::NoH264)), "{refused:?}");
}

/// A disc of a sample video, as a folder; `settings` are those of `[disc]`.
fn made(folder: &Path, name: &str, profile: &str, settings: &str) -> PathBuf {
    let (config, from, to) = (
        folder.join("filmdesk.toml"),
        folder.join("from"),
        folder.join("disc"),
    );
    fs::write(&config, format!("[disc]\n{settings}\n")).expect("written");
    fs::create_dir(&from).expect("a folder");
    fs::copy(sample(name), from.join("video")).expect("a copy");
    let output = disc(&[
        "make",
        "--config",
        text(&config),
        "--profile",
        profile,
        "--from",
        text(&from),
        "--out",
        text(&to),
    ]);
    assert!(to.join("INDEX.HTM").exists(), "{}", said(&output));
    to
}

/// The first stack of a disc's index.
fn stack(disc: &Path) -> Value {
    let page = fs::read_to_string(disc.join("INDEX.HTM")).expect("a page");
    let (_, rest) = page.split_once("id=\"index\">").expect("an index");
    let (json, _) = rest.split_once("</script>").expect("its end");
    let index: Value = serde_json::from_str(json).expect("JSON");
    index["stacks"][0].clone()
}

#[test]
fn a_disc_has_its_videos_as_files_that_browsers_play() {
    let folder = tempfile::tempdir().expect("a folder");
    let profile = "STD-GEN-BD-MPEG4-HPLV41";
    let disc = made(folder.path(), "video/d_h264.dcm", profile, "");
    let stack = stack(&disc);
    assert_eq!(
        (&stack["encoding"], &stack["video"]),
        (&json!("video"), &json!("viewer/m0000001.mp4"))
    );
    assert_eq!(pictures(&disc.join("viewer/m0000001.mp4")).len(), 25);
}

/// Transfer syntaxes of MPEG-2 and of HEVC.
const MPEG2: &str = "1.2.840.10008.1.2.4.100";
const HEVC: &str = "1.2.840.10008.1.2.4.107";

/// Streams that browsers do not play: syntax, arguments of ffmpeg, pixel format, how far a sample
/// may be from ffmpeg's. In MPEG-2 decoders may round by a level (ITU-T H.262 Annex A).
const OTHERS: &[(&str, &[&str], &str, u16)] = &[
    (
        MPEG2,
        &["-c:v", "mpeg2video", "-g", "12", "-bf", "2", "-f", "mpegts"],
        "yuv420p",
        1,
    ),
    (
        MPEG2,
        &["-c:v", "mpeg2video", "-g", "10", "-f", "mpeg2video"],
        "yuv420p",
        1,
    ),
    (
        MPEG2,
        &[
            "-c:v",
            "mpeg2video",
            "-flags",
            "+ilme+ildct",
            "-alternate_scan",
            "1",
            "-intra_vlc",
            "1",
            "-non_linear_quant",
            "1",
            "-qmax",
            "28",
            "-bf",
            "2",
            "-f",
            "mpegts",
        ],
        "yuv420p",
        1,
    ),
    (
        MPEG2,
        &[
            "-c:v",
            "mpeg2video",
            "-b:v",
            "9M",
            "-dc",
            "10",
            "-f",
            "mpegts",
        ],
        "yuv422p",
        1,
    ),
    (
        HEVC,
        &[
            "-c:v",
            "libx265",
            "-x265-params",
            "keyint=10:log-level=none",
            "-f",
            "mpegts",
        ],
        "yuv420p",
        0,
    ),
    (
        HEVC,
        &[
            "-c:v",
            "libx265",
            "-x265-params",
            "keyint=12:open-gop=1:bframes=4:log-level=none",
            "-f",
            "hevc",
        ],
        "yuv420p",
        0,
    ),
    (
        HEVC,
        &[
            "-c:v",
            "libx265",
            "-x265-params",
            "keyint=8:bframes=3:log-level=none",
            "-f",
            "mp4",
            "-movflags",
            "+faststart",
        ],
        "yuv420p",
        0,
    ),
    (
        "1.2.840.10008.1.2.4.108",
        &[
            "-c:v",
            "libx265",
            "-x265-params",
            "keyint=25:log-level=none",
            "-f",
            "mpegts",
        ],
        "yuv420p10le",
        0,
    ),
];

/// Planes of all pictures that ffmpeg decodes, one behind the other.
fn planes(stream: &Path, format: &str) -> Vec<u16> {
    let raw = [
        "-vsync",
        "passthrough",
        "-f",
        "rawvideo",
        "-pix_fmt",
        format,
        "pipe:1",
    ];
    let bytes = ffmpeg(&[&["-i", text(stream)], &raw[..]].concat());
    match format.ends_with("le") {
        true => bytes
            .chunks_exact(2)
            .map(|two| u16::from_le_bytes([two[0], two[1]]))
            .collect(),
        false => bytes.into_iter().map(u16::from).collect(),
    }
}

#[test]
fn key_frames_are_those_of_ffmpeg() {
    let folder = tempfile::tempdir().expect("a folder");
    for (syntax, arguments, format, off) in OTHERS {
        let path = folder.path().join("stream");
        let source = [
            "-f",
            "lavfi",
            "-i",
            "testsrc2=size=322x242:rate=25:duration=2",
            "-pix_fmt",
            format,
        ];
        let written = [&source[..], arguments, &["-y", text(&path)]].concat();
        ffmpeg(&written);
        let mut stream = fs::File::open(&path).expect("a stream");
        let keys =
            Keys::of(syntax, &mut stream).unwrap_or_else(|error| panic!("{arguments:?}: {error}"));
        assert!(
            keys.count() >= 2,
            "{arguments:?}: {} key frames",
            keys.count()
        );
        let all = planes(&path, format);
        let length = all.len() / FRAMES;
        for at in 0..keys.count() {
            let number = keys.number(at).expect("a number") as usize;
            let seen = keys
                .planes(at)
                .unwrap_or_else(|error| panic!("{arguments:?}: {at}: {error}"));
            let seen: Vec<u16> = seen
                .planes
                .iter()
                .flat_map(|(_, plane)| plane)
                .copied()
                .collect();
            let expected = &all[number * length..(number + 1) * length];
            assert_eq!(seen.len(), length, "{arguments:?}");
            let worst = seen
                .iter()
                .zip(expected)
                .map(|(one, other)| one.abs_diff(*other))
                .max();
            assert!(
                worst <= Some(*off),
                "{arguments:?}: picture {number} is {worst:?} off"
            );
        }
    }
}

#[test]
fn damaged_streams_end_no_disc() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("stream");
    for (syntax, arguments, format, _) in OTHERS {
        let source = [
            "-f",
            "lavfi",
            "-i",
            "testsrc2=size=96x80:rate=25:duration=1",
            "-pix_fmt",
            format,
        ];
        ffmpeg(&[&source[..], arguments, &["-y", text(&path)]].concat());
        let whole = fs::read(&path).expect("a stream");
        for seed in 1..24_usize {
            let mut bytes = whole.clone();
            let step = 40 + seed * 61;
            (seed..bytes.len())
                .step_by(step)
                .for_each(|at| bytes[at] ^= (seed * 37) as u8 | 1);
            bytes.truncate(bytes.len() - seed * bytes.len() / 50);
            if let Ok(keys) = Keys::of(syntax, &mut Cursor::new(bytes)) {
                (0..keys.count()).for_each(|at| drop(keys.planes(at)));
            }
        }
    }
}

#[test]
fn other_videos_are_key_frames_or_converted() {
    let folder = tempfile::tempdir().expect("a folder");
    let profile = "STD-GEN-BD-MPEG2-MPML";
    let without = made(folder.path(), "video/d_m2v.dcm", profile, "");
    let keys = stack(&without);
    assert_eq!(
        (&keys["encoding"], &keys["label"]),
        (&json!("jpeg"), &json!("@keyFrames"))
    );
    let count = keys["frames"].as_u64().expect("a count");
    assert!((1..25).contains(&count), "{count} key frames");
    assert_eq!(
        keys["technique"][0],
        json!(["@keyFrames", format!("{count} / 25")])
    );
    assert!(
        without
            .join(keys["thumbnail"].as_str().expect("a thumbnail"))
            .exists()
    );

    let folder = tempfile::tempdir().expect("a folder");
    let settings = "ffmpeg = \"/usr/bin/ffmpeg\"";
    let with = made(folder.path(), "video/d_m2v.dcm", profile, settings);
    assert_eq!(stack(&with)["encoding"], "video");
    assert_eq!(pictures(&with.join("viewer/m0000001.mp4")).len(), 25);
}

/// Each frame's middle 60 % as 8 x 8 grays.
fn grays(video: &Path) -> Vec<Vec<f64>> {
    let filter = "crop=iw*0.6:ih*0.6,scale=8:8:flags=area,format=gray";
    let arguments = ["-i", text(video), "-vf", filter, "-f", "rawvideo", "pipe:1"];
    let bytes = ffmpeg(&arguments);
    let frames = bytes.chunks_exact(64);
    frames
        .map(|frame| frame.iter().map(|gray| f64::from(*gray)).collect())
        .collect()
}

/// The frame that a picture is most like; levels may differ as a whole (range, rounding).
fn nearest(seen: &[f64], frames: &[Vec<f64>]) -> usize {
    let mean = |grays: &[f64]| grays.iter().sum::<f64>() / grays.len() as f64;
    let distance = |frame: &[f64]| {
        let off = mean(frame) - mean(seen);
        let pairs = frame.iter().zip(seen);
        pairs.map(|(a, b)| (a - b - off).powi(2)).sum::<f64>()
    };
    let places = 0..frames.len();
    let least = |a: &usize, b: &usize| distance(&frames[*a]).total_cmp(&distance(&frames[*b]));
    places.min_by(least).expect("frames")
}

#[test]
fn chromium_plays_a_video_and_shows_the_frame_that_it_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let profile = "STD-GEN-BD-MPEG4-HPLV41";
    let disc = made(folder.path(), "video/d_h264.dcm", profile, "");
    let frames = grays(&disc.join("viewer/m0000001.mp4"));
    let keys = ["End", "ArrowUp", "PageUp", "Home", "ArrowDown"];
    let said = browser("video.mjs", &[&[text(&disc)], &keys[..]].concat());
    assert_eq!(said["errors"], json!([]));
    let shown = said["shown"].as_array().expect("a list");
    let numbers: Vec<_> = shown.iter().map(|one| one["frame"].clone()).collect();
    assert_eq!(numbers, [0, 24, 23, 13, 0, 1]);
    for one in shown {
        let seen = one["grays"].as_array().expect("grays");
        let seen: Vec<f64> = seen.iter().filter_map(Value::as_f64).collect();
        assert_eq!(json!(nearest(&seen, &frames)), one["frame"], "{seen:?}");
    }
    let played = said["played"].as_array().expect("a list").len();
    assert!(played >= 5, "{}", said["played"]);
    assert_eq!(
        (&said["playing"], &said["stopped"]),
        (&json!(true), &json!(true))
    );
}

#[test]
fn videos_have_a_thumbnail_where_ffmpeg_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let profile = "STD-GEN-BD-MPEG4-HPLV41";
    let settings = "ffmpeg = \"/usr/bin/ffmpeg\"";
    let disc = made(folder.path(), "video/d_h264.dcm", profile, settings);
    let thumbnail = stack(&disc)["thumbnail"].clone();
    assert_eq!(thumbnail, "viewer/t0000001.jpg");
    let small = grays(&disc.join("viewer/t0000001.jpg"));
    let frames = grays(&disc.join("viewer/m0000001.mp4"));
    assert_eq!((small.len(), nearest(&small[0], &frames)), (1, 0));
}
