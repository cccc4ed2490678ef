import FordelerRouting
import Foundation

/// Raised by Ctrl-C; searches poll it and hand back the best plan so far.
let interruption = StopFlag()

/// Turns Ctrl-C into a request to stop. A second Ctrl-C ends the process at once.
///
/// The handler only touches an atomic, so it is safe wherever the signal lands, and it runs even when every thread
/// is busy searching.
func stopOnInterrupt() {
    // A global is made on first use; that must not happen inside the handler.
    _ = interruption.isStopped
    signal(SIGINT) { _ in
        if interruption.isStopped { _exit(130) }
        interruption.stop()
    }
    // A parent may hand its signal mask on, with the interrupt blocked.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
}
