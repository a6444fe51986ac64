//! A panic on the main thread: the terminal given back, one calm sentence, a report for the authors.

use std::io::Write;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};

/// The exit code of a bug.
const BUG: i32 = 70;

/// From now on a panic on this thread gives the terminal back, says where its report lies, and ends with exit code 70. On
/// other threads it only leaves the report. Reports go into `folder`, readable by nobody else, and hold no records.
pub fn catch_panics(folder: PathBuf) {
    let main = std::thread::current().id();
    std::panic::set_hook(Box::new(move |panic| {
        let ours = std::thread::current().id() == main;
        if ours {
            super::give_back();
            crate::sound::hold();
        }
        let report = write_report(&folder, panic);
        if !ours {
            return;
        }
        let place = match &report {
            Some(path) => format!("A report is in {}.", crate::domain::text::Clean::visible(&path.to_string_lossy())),
            None => "No report could be written.".into(),
        };
        let _ = writeln!(
            std::io::stderr(),
            "solemate met an error of its own and had to stop; what was saved is kept. {place}"
        );
        std::process::exit(BUG);
    }));
}

/// Writes the report; where it is.
fn write_report(folder: &Path, panic: &PanicHookInfo<'_>) -> Option<PathBuf> {
    let mut private = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut private, 0o700);
    private.recursive(true).create(folder).ok()?;
    let path = folder.join(format!("panic-{}.txt", std::process::id()));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&path).ok()?;
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    let version = env!("CARGO_PKG_VERSION");
    writeln!(file, "solemate {version}\nat {place}\n{}", kind(panic)).ok()?;
    Some(path)
}

/// What kind of panic it was. Whatever a message quotes or adds behind a colon may come from a person's records.
fn kind<'a>(panic: &'a PanicHookInfo<'_>) -> &'a str {
    let payload = panic.payload();
    let message = payload.downcast_ref::<&str>().copied().or(payload.downcast_ref::<String>().map(String::as_str));
    message.unwrap_or_default().split([':', ';', '"', '\'', '`']).next().unwrap_or_default().trim_end()
}
