//! The terminal while somebody else has it: a shell after a stop, or a program that it is lent to.

use std::sync::atomic::Ordering::SeqCst;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Signal, getpid, kill_current_process_group, kill_process};

use super::{Terminal, size};
use crate::driver::terminal::device::rest;

/// How long the guard may take to look at its signals.
const HEARING_MS: u32 = 250;

impl Terminal {
    /// Whether a shell could continue what is stopped here.
    pub fn can_suspend(&self) -> bool {
        self.device.can_stop()
    }

    /// Gives the terminal back, stops the process group until the shell continues it, and takes the terminal again. Does
    /// nothing where no shell could continue it.
    pub fn suspend(&mut self) {
        if !self.can_suspend() {
            return;
        }
        self.device.give_back();
        self.stop();
        self.retake();
    }

    /// Gives the terminal back while somebody else has it, and takes it again. The keys that interrupt or stop are theirs
    /// meanwhile.
    pub fn lend<T>(&mut self, to: impl FnOnce() -> T) -> T {
        self.news.lent.store(true, SeqCst);
        self.device.give_back();
        let done = to();
        // What ends an editor may be a key that interrupts: the guard has to have seen that it was theirs.
        self.hear_out();
        self.news.lent.store(false, SeqCst);
        self.news.continued.store(false, SeqCst);
        self.retake();
        done
    }

    /// Returns once the guard has looked at every signal that came so far, or does not answer: it may look past one that
    /// is on its way, but not twice.
    fn hear_out(&self) {
        for _ in 0..2 {
            self.news.resized.store(false, SeqCst);
            if kill_process(getpid(), Signal::WINCH).is_err() {
                return;
            }
            for _ in 0..HEARING_MS {
                if self.news.resized.load(SeqCst) {
                    break;
                }
                rest(1);
            }
        }
    }

    /// Whether we go on after a continuation: in the foreground, or to end. A signal that waited for the continuation may
    /// be heard behind it, so the guard is heard out before anything is stopped again.
    fn may_go_on(&self) -> bool {
        self.device.in_foreground() || {
            self.hear_out();
            self.news.ending().is_some()
        }
    }

    /// Stops the process group and returns when it was continued in the foreground, or must end.
    fn stop(&mut self) {
        loop {
            self.news.continued.store(false, SeqCst);
            if kill_current_process_group(Signal::STOP).is_err() {
                return;
            }
            // The stop takes the whole process sooner or later; only the guard knows for sure that it is over.
            while !self.news.continued.swap(false, SeqCst) && self.news.ending().is_none() {
                let _ = poll(&mut [PollFd::new(&self.guard.rope, PollFlags::IN)], None);
                let _ = rustix::io::read(&self.guard.rope, &mut [0; 64]);
            }
            if self.may_go_on() {
                return;
            }
        }
    }

    /// After a stop that nobody announced: the shell may have changed the line mode and drawn over the screen.
    pub(super) fn come_back(&mut self) {
        if !self.may_go_on() {
            self.stop();
        }
        if self.news.ending().is_some() {
            return; // it is not ours to make raw again, and in the background that would stop us before the end
        }
        if self.device.is_taken() {
            let _ = self.device.make_raw();
            self.begin_anew();
        } else {
            self.retake();
        }
    }

    fn retake(&mut self) {
        if self.news.ending().is_none() {
            if self.device.take().is_err() {
                self.news.hang_up();
            }
            self.pending.clear();
            self.begin_anew();
            self.news.resized.store(true, SeqCst); // the next wait asks for a drawing
        }
    }

    /// Everything again with the next drawing.
    fn begin_anew(&mut self) {
        self.entered = false;
        self.painter.start_over(size(self.device));
    }
}
