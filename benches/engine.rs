//! What a session costs besides its frames:
//!
//! ```text
//! cargo bench --bench engine                 # all
//! cargo bench --bench engine -- unroll       # a routine to the segments really lived
//! cargo bench --bench engine -- lived        # a routine of a quarter of an hour, wake by wake, with a look at each
//! ```
#![allow(clippy::unwrap_used, missing_docs)]

use std::time::Duration;

use divan::{Bencher, black_box};
use solemate::domain::plan::{Choice, Plan};
use solemate::domain::routine::Routine;
use solemate::domain::session::Session;
use solemate::domain::time::Moment;
use solemate::store::library::Library;

/// Short holds, long kneading, and about fifteen minutes of both.
const ROUTINES: [&str; 3] = ["ten-by-ten", "wind-down", "studio-flow"];

fn main() {
    divan::main();
}

fn routine(id: &str) -> Routine {
    Library::new(None).load(id).unwrap()
}

#[divan::bench(args = ROUTINES)]
fn unroll(bencher: Bencher<'_, '_>, id: &str) {
    let routine = routine(id);
    bencher.bench_local(|| Plan::unroll(black_box(&routine), Choice::default()));
}

#[divan::bench(args = ROUTINES)]
fn lived(bencher: Bencher<'_, '_>, id: &str) {
    let plan = Plan::unroll(&routine(id), Choice::default());
    bencher.with_inputs(|| plan.clone()).bench_local_values(live);
}

/// Lives a plan to its end; how often it woke, and the session.
fn live(plan: Plan) -> (u32, Session) {
    let mut now = Moment::at(Duration::ZERO);
    let (mut session, _) = Session::new(plan, now).unwrap();
    let mut wakes = 0;
    while let Some(wish) = session.next_wake() {
        now = wish;
        black_box(session.advance(now));
        black_box(session.glance(now));
        wakes += 1;
    }
    (wakes, session)
}
