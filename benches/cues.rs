//! How late a second is shown while programs that play and speak hang:
//!
//! ```text
//! cargo bench --bench cues               # 1,000 cues and ticks, 20 ms apart
//! cargo bench --bench cues -- 5000 2     # so many, so many milliseconds apart
//! ```
//!
//! A loop as the program's own sleeps until each tick, lets a cue be heard, and follows the session. Its player and its engine
//! never end and hear no request to; each cue ends those before it. One line says how late the ticks came
//! (reliability: none later than 30 ms), one how long the cues kept the loop, both beside the same loop without a sound, and one
//! how many zombies were seen on the way and at the end (reliability: none).
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]
#![allow(clippy::disallowed_methods, reason = "what is measured here is real time")]

#[cfg(unix)]
fn main() {
    unix::main();
}

#[cfg(not(unix))]
fn main() {}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;
    use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
    use std::time::{Duration, Instant};
    use std::{env, fs, thread};

    use solemate::domain::hearing::Hearing;
    use solemate::domain::plan::{Choice, Plan};
    use solemate::domain::session::{Cue, CueKind, Session};
    use solemate::domain::time::Moment;
    use solemate::sound::wishes::Wishes;
    use solemate::sound::{Speaker, Surroundings};
    use solemate::store::library::Library;

    /// Never ends by itself, nor when asked to.
    const HANGS: &str = "#!/bin/sh\ntrap '' TERM HUP INT\nwhile :; do sleep 60; done\n";

    /// Another thread looks for zombies at this distance.
    const LOOK: Duration = Duration::from_millis(500);

    struct Measured {
        late: Vec<Duration>,
        kept: Vec<Duration>,
    }

    pub fn main() {
        // `cargo test --benches` only wants to know that it runs.
        let mut numbers = env::args().skip(1).filter_map(|word| word.parse().ok());
        let measures = env::args().any(|word| word == "--bench");
        let cues = numbers.next().unwrap_or(if measures { 1_000 } else { 5 });
        let every = Duration::from_millis(numbers.next().unwrap_or(20).into());
        let home = tempfile::tempdir().unwrap();
        let program = home.path().join("hangs");
        fs::write(&program, HANGS).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();

        let over = AtomicBool::new(false);
        let most = |over: &AtomicBool| {
            let mut most = 0;
            while !over.load(SeqCst) {
                most = zombies().max(most);
                thread::sleep(LOOK);
            }
            most
        };
        let quiet = live(home.path(), Wishes::default(), Hearing::Silent, (cues, every));
        let own = Some(vec![program.to_string_lossy().into_owned()]);
        let wishes = Wishes { player: own.clone(), speak: own, ..Wishes::default() };
        let (heard, zombies_seen) = thread::scope(|scope| {
            let watch = scope.spawn(|| most(&over));
            let heard = live(home.path(), wishes, Hearing::default(), (cues, every));
            over.store(true, SeqCst);
            (heard, watch.join().unwrap())
        });

        println!("{cues} cues, {every:?} apart, through a player and an engine that hang");
        println!("  tick late       {}", spread(heard.late));
        println!("  without sound   {}", spread(quiet.late));
        println!("  cue kept loop   {}", spread(heard.kept));
        println!("  without sound   {}", spread(quiet.kept));
        println!("  zombies         {} at most, {} at the end", zombies_seen, zombies());
        println!("  still at work   {}", at_work(&program));
    }

    /// Lets cues be heard at exact moments; how late each was begun, and how long it took.
    fn live(home: &Path, wishes: Wishes, hearing: Hearing, (cues, every): (u32, Duration)) -> Measured {
        let origin = Instant::now();
        let around = Surroundings { cache: home.join("cache"), path: None };
        let mut speaker = Speaker::new(wishes, around, move || Moment::at(origin.elapsed()));
        if hearing == Hearing::Silent {
            speaker.set(hearing);
        }
        let plan = Plan::unroll(&Library::new(None).load("calf-classic").unwrap(), Choice::default());
        let (mut session, _) = Session::new(plan, Moment::at(Duration::ZERO)).unwrap();
        let mut measured = Measured { late: Vec::new(), kept: Vec::new() };
        for number in 1..=cues {
            let due = every * number;
            thread::sleep(due.saturating_sub(origin.elapsed()));
            let began = origin.elapsed();
            let now = Moment::at(began);
            session.advance(now);
            let kind = if number % 2 == 0 { CueKind::GetReady } else { CueKind::ChangeSide };
            speaker.hear(&[Cue { kind, segment: 0, at: now }], Some(&session), now);
            speaker.follow(Some(&session), now);
            measured.late.push(began.saturating_sub(due));
            measured.kept.push(origin.elapsed().saturating_sub(began));
        }
        drop(speaker);
        thread::sleep(Duration::from_millis(300));
        measured
    }

    fn spread(mut all: Vec<Duration>) -> String {
        all.sort_unstable();
        let at = |share: f64| {
            let place = (all.len() as f64 * share) as usize;
            all.get(place.min(all.len().saturating_sub(1))).map_or(0.0, |one| one.as_secs_f64() * 1e3)
        };
        format!("p50 {:7.3} ms   p99 {:7.3} ms   max {:7.3} ms", at(0.5), at(0.99), at(1.0))
    }

    /// Children of ours that are over and not reaped.
    fn zombies() -> usize {
        let me = std::process::id().to_string();
        processes().filter(|(state, parent, _)| state == "Z" && *parent == me).count()
    }

    /// Processes that run this program.
    fn at_work(program: &Path) -> usize {
        let name = program.to_string_lossy();
        processes().filter(|(state, _, words)| state != "Z" && words.contains(name.as_ref())).count()
    }

    /// The state, the parent and the command line of every process.
    fn processes() -> impl Iterator<Item = (String, String, String)> {
        let lines = std::process::Command::new("ps").args(["-eo", "stat,ppid,args"]).output().unwrap();
        let text = String::from_utf8_lossy(&lines.stdout).into_owned();
        let of = |line: &str| {
            let mut words = line.split_whitespace();
            let state = words.next()?.get(..1)?.to_owned();
            Some((state, words.next()?.to_owned(), words.collect::<Vec<_>>().join(" ")))
        };
        text.lines().filter_map(of).collect::<Vec<_>>().into_iter()
    }
}
