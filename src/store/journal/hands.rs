//! Work done ahead on the machine's other cores: asked for piece by piece, fetched in whatever order it is wanted.

use std::any::Any;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// More cores than this would wait for the disk, and for whoever takes the pieces.
const MOST: usize = 4;

/// What is done with a piece of work.
pub(super) type Work<'w, J, R> = &'w (dyn Fn(J) -> R + Sync);

/// Those who do it.
pub(super) struct Hands<'w, J, R> {
    work: Work<'w, J, R>,
    /// None where whoever asks does it.
    desk: Option<Sender<(J, Sender<Outcome<R>>)>>,
    count: usize,
}

/// What came of a piece of work, or the panic that ended it.
type Outcome<R> = Result<R, Box<dyn Any + Send>>;

/// A piece of work that was asked for.
pub(super) enum Ticket<J, R> {
    /// Nobody does it yet.
    Open(J),
    /// It is done elsewhere.
    Given(Receiver<Outcome<R>>),
}

/// How many cores there are to help: one is not helped by itself.
pub(super) fn helpers() -> usize {
    match thread::available_parallelism().map_or(1, NonZero::get) {
        1 => 0,
        cores => cores.min(MOST),
    }
}

/// Lets at most so many helpers do `work` while `user` asks for it. Where the system gives none, `user` does it alone: the
/// results are the same.
pub(super) fn with<J: Send, R: Send, T>(
    helpers: usize,
    work: Work<'_, J, R>,
    user: impl FnOnce(&Hands<'_, J, R>) -> T,
) -> T {
    let (desk, jobs) = mpsc::channel::<(J, Sender<Outcome<R>>)>();
    let jobs = Mutex::new(jobs);
    thread::scope(|scope| {
        let help = || {
            loop {
                let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok((job, reply)) = job else { return };
                // Whoever asked may have gone.
                drop(reply.send(catch_unwind(AssertUnwindSafe(|| work(job)))));
            }
        };
        let count = (0..helpers).map_while(|_| thread::Builder::new().spawn_scoped(scope, help).ok()).count();
        let hands = Hands { work, desk: (count > 0).then_some(desk), count };
        user(&hands)
    })
}

impl<J, R> Hands<'_, J, R> {
    /// How many pieces to ask for before the first is taken, so that nobody waits.
    pub(super) const fn ahead(&self) -> usize {
        self.count + 1
    }

    pub(super) fn ask(&self, job: J) -> Ticket<J, R> {
        let Some(desk) = &self.desk else { return Ticket::Open(job) };
        let (reply, result) = mpsc::channel();
        match desk.send((job, reply)) {
            Ok(()) => Ticket::Given(result),
            Err(unsent) => Ticket::Open(unsent.0.0),
        }
    }

    /// What came of it. A panic of whoever did it goes on here: nothing is passed over in silence.
    pub(super) fn fetch(&self, ticket: Ticket<J, R>) -> R {
        match ticket {
            Ticket::Open(job) => (self.work)(job),
            Ticket::Given(result) => match result.recv() {
                Ok(outcome) => outcome.unwrap_or_else(|panic| resume_unwind(panic)),
                Err(gone) => resume_unwind(Box::new(gone)),
            },
        }
    }

    /// Does all of them, and hands out what came of each in their order.
    pub(super) fn each_in_turn(&self, jobs: impl IntoIterator<Item = J>, mut take: impl FnMut(R)) {
        let mut asked = std::collections::VecDeque::new();
        let mut jobs = jobs.into_iter();
        loop {
            while asked.len() < self.ahead()
                && let Some(job) = jobs.next()
            {
                asked.push_back(self.ask(job));
            }
            let Some(ticket) = asked.pop_front() else { return };
            take(self.fetch(ticket));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_of_a_helper_is_one_of_whoever_asked() {
        let work = |job: u32| if job == 7 { resume_unwind(Box::new("seven")) } else { job };
        for helpers in [0, 2] {
            let mut done = Vec::new();
            let ended = catch_unwind(AssertUnwindSafe(|| {
                with(helpers, &work, |hands| hands.each_in_turn(0..20, |result| done.push(result)));
            }));
            assert_eq!(ended.unwrap_err().downcast_ref(), Some(&"seven"), "{helpers}");
            assert_eq!(done, [0, 1, 2, 3, 4, 5, 6]);
        }
    }
}
