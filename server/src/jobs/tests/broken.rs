//! A driver with a bug.

use std::path::Path;
use std::sync::Arc;

use filmdesk_fonts::Typesetter;
use filmdesk_print_scp::terms::{ExecutionStatus, StatusInfo};
use tokio::sync::{Semaphore, watch};
use tokio_util::sync::CancellationToken;

use super::world::{World, printer};
use crate::deliver::{DeliveryLog, Device, Document, Job, Promise};
use crate::jobs::worker::Worker;
use crate::jobs::{Means, PrintRenderer, PrinterBoard, Station};

struct Buggy;

impl Device for Buggy {
    fn name(&self) -> &str {
        "1-buggy"
    }

    fn plan<'a>(&'a self, _: &'a Job) -> Promise<'a, Vec<Document>> {
        Box::pin(async { panic!("a bug") })
    }

    fn deliver<'a>(
        &'a self,
        _: &'a Job,
        _: &'a Document,
        _: &'a Path,
        _: &'a DeliveryLog,
    ) -> Promise<'a, ()> {
        Box::pin(async { Ok(()) })
    }

    fn probe(&self) -> Promise<'_, ()> {
        Box::pin(async { Ok(()) })
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_driver_that_panics_fails_its_job_and_the_queue_goes_on() {
    let world = World::new();
    let jobs = ["1.2.3", "1.2.4"].map(|uid| world.accept(uid, 1, 1));
    let shutdown = CancellationToken::new();
    let (typesetter, _) = Typesetter::new(Vec::new());
    let board = PrinterBoard::default();
    board.add("FILMDESK");
    let station = Station {
        printer: Arc::new(printer(Vec::new())),
        devices: vec![Arc::new(Buggy)],
    };
    let worker = Worker {
        means: Means {
            spool: world.spool.clone(),
            queue: Arc::new(world.spool.clone()),
            renderer: Arc::new(PrintRenderer::new(typesetter)),
            permits: Arc::new(Semaphore::new(1)),
            board,
            shutdown: shutdown.clone(),
        },
        orders: watch::channel(Some(station.clone())).1,
        station,
    };
    let running = tokio::spawn(worker.run());
    for job in jobs {
        world.final_status(job).await;
        assert_eq!(
            world.status(job),
            (ExecutionStatus::Failure, StatusInfo::CheckPrinter)
        );
    }
    shutdown.cancel();
    running.await.unwrap();
}
