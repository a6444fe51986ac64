//! The kernel's own watch. One for the folder, or for the nearest folder above it as long as it is missing; and one for
//! each folder below that its files lie in, or that links among them lead into.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rustix::fs::inotify::{self, CreateFlags, ReadFlags, Reader, WatchFlags};

use crate::store::library::stamp::Watched;

/// What is done to files of a folder, and to the folder.
const FILES: WatchFlags = WatchFlags::CLOSE_WRITE
    .union(WatchFlags::MODIFY)
    .union(WatchFlags::ATTRIB)
    .union(WatchFlags::CREATE)
    .union(WatchFlags::MOVE)
    .union(WatchFlags::DELETE)
    .union(WatchFlags::DELETE_SELF)
    .union(WatchFlags::MOVE_SELF)
    .union(WatchFlags::ONLYDIR);

/// What makes a folder come to be below another one.
const ABOVE: WatchFlags = WatchFlags::CREATE
    .union(WatchFlags::MOVED_TO)
    .union(WatchFlags::DELETE_SELF)
    .union(WatchFlags::MOVE_SELF)
    .union(WatchFlags::ONLYDIR);

/// The folder itself came, went or is somewhere else now; or more was done than could be told.
const ANEW: ReadFlags = ReadFlags::DELETE_SELF
    .union(ReadFlags::MOVE_SELF)
    .union(ReadFlags::UNMOUNT)
    .union(ReadFlags::IGNORED)
    .union(ReadFlags::QUEUE_OVERFLOW);

/// The most folders that are watched below its own, and for the sake of links: the kernel has a limit for each person.
const MOST_FOLDERS: usize = 32;

/// How often the way down to the folder is looked for anew, should it be made meanwhile.
const TRIES: usize = 8;

/// What a watch is for.
#[derive(Clone, PartialEq, Eq, Debug)]
enum For {
    /// The files themselves.
    Files,
    /// A folder above theirs, until that is there.
    Above,
    /// A folder below, with more of the files.
    Below,
    /// Files of these names, to which links lead.
    Links(BTreeSet<OsString>),
}

/// The watches of this process.
#[derive(Debug)]
pub struct Inotify {
    fd: OwnedFd,
    watches: BTreeMap<i32, For>,
}

impl Inotify {
    /// Watches it. None where the kernel refuses.
    pub fn of(watched: &Watched) -> Option<Self> {
        let fd = inotify::init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC).ok()?;
        let mut watching = Self { fd, watches: BTreeMap::new() };
        let (number, what) = watching.root(watched.folder())?;
        watching.watches.insert(number, what);
        Some(watching)
    }

    pub fn fd(&self) -> Option<OwnedFd> {
        self.fd.try_clone().ok()
    }

    /// Watches the folder where it is now, and what its links lead to; whether the folder is another one than before.
    pub fn attach(&mut self, watched: &Watched) -> bool {
        let mut wanted = BTreeMap::new();
        let root = self.root(watched.folder());
        let is_new = root.as_ref().is_none_or(|(number, what)| self.watches.get(number) != Some(what));
        let mut links: BTreeMap<_, BTreeSet<OsString>> = BTreeMap::new();
        for target in watched.targets() {
            if let (Some(parent), Some(name)) = (target.parent(), target.file_name()) {
                links.entry(parent.to_owned()).or_default().insert(name.to_owned());
            }
        }
        for (parent, names) in links.into_iter().take(MOST_FOLDERS) {
            if let Ok(number) = inotify::add_watch(&self.fd, &parent, FILES) {
                wanted.insert(number, For::Links(names));
            }
        }
        for below in watched.below().iter().take(MOST_FOLDERS) {
            if let Ok(number) = inotify::add_watch(&self.fd, below, FILES) {
                wanted.insert(number, For::Below);
            }
        }
        // Links from one routine to another need no watch of their own.
        wanted.extend(root);
        for gone in self.watches.keys().filter(|number| !wanted.contains_key(number)) {
            let _ = inotify::remove_watch(&self.fd, *gone);
        }
        self.watches = wanted;
        is_new
    }

    /// A watch of the folder, or of the nearest one above it.
    fn root(&self, folder: &Path) -> Option<(i32, For)> {
        let mut last = None;
        for _ in 0..TRIES {
            if let Ok(number) = inotify::add_watch(&self.fd, folder, FILES) {
                return Some((number, For::Files));
            }
            let above = folder.ancestors().skip(1);
            let (number, at) =
                above.filter_map(|at| Some((inotify::add_watch(&self.fd, at, ABOVE).ok()?, at))).next()?;
            last = Some((number, For::Above));
            // The next one down may have been made before this one was watched.
            let below = folder.ancestors().take_while(|below| *below != at).last();
            if below.is_none_or(|below| !below.is_dir()) {
                break;
            }
        }
        last
    }

    /// Reads what was done; whether it was done to what is watched.
    pub fn hear(&mut self, watched: &Watched) -> bool {
        let (mut touched, mut anew) = (false, false);
        let mut buffer = [MaybeUninit::uninit(); 4096];
        let mut events = Reader::new(&self.fd, &mut buffer);
        // Ends when there is nothing more to be told.
        while let Ok(event) = events.next() {
            let name = event.file_name().map(|name| OsStr::from_bytes(name.to_bytes()));
            match self.watches.get(&event.wd()) {
                Some(For::Files) => touched |= name.is_some_and(|name| watched.is_meant(name)),
                Some(For::Below) => touched |= name.is_some_and(|name| watched.is_meant_below(name)),
                Some(For::Links(names)) => touched |= name.is_some_and(|name| names.contains(name)),
                Some(For::Above) => anew = true,
                None => {}
            }
            anew |= event.events().intersects(ANEW) && (event.wd() < 0 || self.watches.contains_key(&event.wd()));
        }
        if anew {
            touched |= self.attach(watched);
        }
        touched
    }
}
