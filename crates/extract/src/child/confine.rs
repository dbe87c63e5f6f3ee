//! How the child gives up what it does not need. Every step is taken by the child itself before it reads the file;
//! none needs `unsafe`. A step the kernel does not know is left out and noted, the others still hold.

use crate::{Note, limits};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Room for deeply nested input on the stack; nesting beyond it ends the child, not the server.
const STACK: u64 = 64 * 1024 * 1024;

/// Limits memory, CPU time, files and processes, then closes the file system, the network and all system calls that
/// reading does not need. `size`: of the file, in bytes.
pub(super) fn confine(size: u64) -> Vec<Note> {
    let mut notes = Vec::new();
    let used = used();
    // Landlock first: it needs a descriptor, and after the limits there are none to be had.
    #[cfg(target_os = "linux")]
    notes.extend(kernel::landlock());
    #[cfg(not(target_os = "linux"))]
    notes.push(Note::LandlockMissing);
    if !limit(size, used) {
        notes.push(Note::LimitMissing);
    }
    #[cfg(target_os = "linux")]
    notes.extend(kernel::system_calls());
    #[cfg(not(target_os = "linux"))]
    notes.push(Note::SeccompMissing);
    notes
}

/// The limits of an office program: it starts processes of its own, which inherit them.
pub(super) fn limit_office(memory: u64, file: u64) -> bool {
    let seconds = limits::OFFICE_WALL.as_secs();
    let cpu = Rlimit { current: Some(seconds), maximum: Some(seconds + 2) };
    [set(Resource::Data, memory), set(Resource::Core, 0), set(Resource::Fsize, file), set(Resource::Nofile, 512)]
        .into_iter()
        .all(|done| done)
        && setrlimit(Resource::Cpu, cpu).is_ok()
}

/// CPU seconds for so many pages.
pub(super) fn seconds_for(pages: usize) -> u64 {
    let hundreds = u64::try_from(pages.div_ceil(100)).unwrap_or(u64::MAX).max(1);
    hundreds.saturating_mul(limits::CPU_PER_HUNDRED_PAGES.as_secs()).min(limits::CPU_CAP.as_secs())
}

/// Sets the soft CPU limit; the hard one stays at the cap. Past it the kernel ends the process with SIGXCPU.
pub(super) fn cpu(seconds: u64) -> bool {
    let cap = limits::CPU_CAP.as_secs();
    setrlimit(Resource::Cpu, Rlimit { current: Some(seconds.min(cap)), maximum: Some(cap + 2) }).is_ok()
}

fn limit(size: u64, (mapped, data): (u64, u64)) -> bool {
    let budget = limits::MEMORY + size;
    [
        // On top of what is mapped already: the program itself, and the reserve of its allocator.
        set(Resource::As, mapped + budget + STACK),
        set(Resource::Data, data + budget),
        soft(Resource::Stack, STACK),
        set(Resource::Core, 0),
        set(Resource::Fsize, limits::OUTPUT),
        set(Resource::Nofile, 3),
        cpu(seconds_for(1)),
    ]
    .into_iter()
    .all(|done| done)
}

/// Both limits, so that it can't be raised again.
fn set(resource: Resource, value: u64) -> bool {
    let hard = getrlimit(resource).maximum.map_or(value, |hard| hard.min(value));
    setrlimit(resource, Rlimit { current: Some(hard), maximum: Some(hard) }).is_ok()
}

fn soft(resource: Resource, value: u64) -> bool {
    let maximum = getrlimit(resource).maximum;
    let current = maximum.map_or(value, |hard| hard.min(value));
    setrlimit(resource, Rlimit { current: Some(current), maximum }).is_ok()
}

/// Bytes of address space and of data in use now. To be asked while files can still be opened.
fn used() -> (u64, u64) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let field = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        Some(line.split_whitespace().next()?.parse::<u64>().ok()? * 1024)
    };
    (field("VmSize:").unwrap_or(limits::MEMORY), field("VmData:").unwrap_or(0))
}

#[cfg(target_os = "linux")]
mod kernel {
    use super::Note;
    use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetStatus, Scope};
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, TargetArch};
    use std::collections::BTreeMap;

    /// No file may be opened, no address connected to. The file to read is open already.
    pub(super) fn landlock() -> Option<Note> {
        let enforced = Ruleset::default()
            .handle_access(AccessFs::from_all(ABI::V5))
            .and_then(|rules| rules.handle_access(AccessNet::from_all(ABI::V4)))
            .and_then(|rules| rules.scope(Scope::from_all(ABI::V6)))
            .and_then(Ruleset::create)
            .and_then(landlock::RulesetCreated::restrict_self);
        match enforced.map(|status| status.ruleset) {
            Ok(RulesetStatus::FullyEnforced) => None,
            Ok(RulesetStatus::PartiallyEnforced) => Some(Note::LandlockPartial),
            Ok(RulesetStatus::NotEnforced) | Err(_) => Some(Note::LandlockMissing),
        }
    }

    /// What reading from one descriptor, computing and writing to another need. Everything else is refused: no
    /// sockets, no programs, no threads or processes, no files.
    const ALLOWED: [libc::c_long; 31] = [
        libc::SYS_read,
        libc::SYS_readv,
        libc::SYS_write,
        libc::SYS_writev,
        libc::SYS_lseek,
        libc::SYS_fstat,
        libc::SYS_close,
        libc::SYS_mmap,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_mprotect,
        libc::SYS_madvise,
        libc::SYS_brk,
        libc::SYS_futex,
        libc::SYS_getrandom,
        libc::SYS_clock_gettime,
        libc::SYS_sched_yield,
        libc::SYS_sched_getaffinity,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sigaltstack,
        libc::SYS_getpid,
        libc::SYS_gettid,
        libc::SYS_tgkill,
        libc::SYS_prlimit64,
        libc::SYS_exit,
        libc::SYS_exit_group,
        libc::SYS_restart_syscall,
        libc::SYS_rseq,
        libc::SYS_membarrier,
    ];

    /// Installs the filter. Refused calls fail with EPERM instead of ending the child: libraries probe.
    pub(super) fn system_calls() -> Option<Note> {
        let Ok(arch) = TargetArch::try_from(std::env::consts::ARCH) else {
            return Some(Note::SeccompMissing);
        };
        let rules: BTreeMap<i64, Vec<seccompiler::SeccompRule>> =
            ALLOWED.iter().map(|call| (*call, Vec::new())).collect();
        let program: Result<BpfProgram, _> =
            SeccompFilter::new(rules, SeccompAction::Errno(libc::EPERM.cast_unsigned()), SeccompAction::Allow, arch)
                .and_then(TryInto::try_into);
        let installed = program.is_ok_and(|program| seccompiler::apply_filter_all_threads(&program).is_ok());
        (!installed).then_some(Note::SeccompMissing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_seconds_for_every_hundred_pages_begun() {
        assert_eq!(seconds_for(0), 10);
        assert_eq!(seconds_for(100), 10);
        assert_eq!(seconds_for(101), 20);
        assert_eq!(seconds_for(usize::MAX), limits::CPU_CAP.as_secs());
    }
}
