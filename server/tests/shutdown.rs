//! The end of a server: messages under way may end, nothing new begins.

mod common;

use std::path::Path;
use std::time::{Duration, Instant};

use common::{Console, Fixture, associate_raw, image, read_pdu};
use filmdesk_config::Settings;
use filmdesk_dataset::{Encoding, encode};
use filmdesk_dimse::command::Operation;
use filmdesk_dimse::presentation::ContextId;
use filmdesk_dimse::service;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

const ABORT: u8 = 7;
/// Pixels of films that are not frozen yet.
const INCOMING: &str = "filmdesk-data/spool/incoming";

/// Messages under way may take longer than any test waits: what ends sooner did not wait.
fn patient(settings: &mut Settings) {
    settings.limits.shutdown = common::SOON * 10;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn idle_associations_do_not_hold_up_the_end() {
    let fixture = Fixture::start(patient).await;
    let address = fixture.address();
    let mut stream = fixture.socket().await;
    associate_raw(&mut stream).await;
    let begun = Instant::now();
    fixture.stop().await;
    assert!(begun.elapsed() < common::SOON, "{:?}", begun.elapsed());
    assert_eq!(read_pdu(&mut stream).await.unwrap()[0], ABORT);
    assert!(
        TcpStream::connect(address).await.is_err(),
        "still listening"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_n_set_under_way_is_answered_before_the_end() {
    let fixture = Fixture::start(patient).await;
    let mut console = Console::new(fixture.modality().await);
    let image_box = console.one_image_film().await;
    let request = console.request(
        Operation::NSet,
        service::BASIC_GRAYSCALE_IMAGE_BOX,
        &image_box,
    );
    let data = encode::encode(&image(1024), Encoding::ExplicitLittle).unwrap();
    // The first half goes out, the server begins to end, the second half follows.
    let context = ContextId::nth(common::META).unwrap();
    let half = data.len() / 2;
    console
        .client
        .begin(context, &request, &data[..half])
        .await
        .unwrap();
    // What still waits in the socket is no message under way: its pixels have to be arriving.
    // (The association's own folder is there from its beginning.)
    let incoming = fixture.folder.path().join(INCOMING);
    let entries = |folder: &Path| std::fs::read_dir(folder).into_iter().flatten().flatten();
    let arriving =
        || entries(&incoming).any(|association| entries(&association.path()).next().is_some());
    common::until("no pixels are arriving", arriving).await;
    let stopping = tokio::spawn(fixture.stop());
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(
        !stopping.is_finished(),
        "the server did not wait for the message"
    );
    let answer = console.client.finish(&data[half..]).await.unwrap();
    assert!(answer.command.status.unwrap().is_success());
    tokio::time::timeout(common::SOON, stopping)
        .await
        .unwrap()
        .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_that_does_not_end_is_aborted_at_the_limit() {
    let fixture =
        Fixture::start(|settings| settings.limits.shutdown = Duration::from_millis(300)).await;
    let mut console = Console::new(fixture.modality().await);
    let image_box = console.one_image_film().await;
    let request = console.request(
        Operation::NSet,
        service::BASIC_GRAYSCALE_IMAGE_BOX,
        &image_box,
    );
    let context = ContextId::nth(common::META).unwrap();
    let data = encode::encode(&image(512), Encoding::ExplicitLittle).unwrap();
    console
        .client
        .begin(context, &request, &data[..1000])
        .await
        .unwrap();
    let incoming = fixture.folder.path().join(INCOMING);
    let begun = Instant::now();
    let Fixture { server, folder } = fixture;
    server.stop().await;
    assert!(begun.elapsed() < common::SOON, "{:?}", begun.elapsed());
    let left = std::fs::read_dir(incoming).unwrap().count();
    assert_eq!(
        left, 0,
        "pixels of the broken association are left in {folder:?}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_without_an_association_are_closed() {
    let fixture = Fixture::start(patient).await;
    let mut silent = fixture.socket().await;
    let mut half = fixture.socket().await;
    half.write_all(&[1, 0, 0, 0]).await.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    let begun = Instant::now();
    fixture.stop().await;
    assert!(begun.elapsed() < common::SOON, "{:?}", begun.elapsed());
    for stream in [&mut silent, &mut half] {
        // An A-ABORT or just the end; not silence.
        while read_pdu(stream).await.is_some() {}
    }
}
