/// Why a sample, or all of them, can't be read.
package enum SampleError: Error, Sendable, Equatable {
    /// The message is no longer in the Maildir.
    case gone(id: String)
    /// What is at the path is something else.
    case notAMaildir(path: String)
    /// The system refused, in its words.
    case unreadable(path: String, problem: String)
    /// The Maildir is read but changes of it can't be seen.
    case notWatched(path: String, problem: String)
}

extension SampleError {
    /// What is wrong, where, and the way out; one line.
    package var message: String {
        switch self {
        case .gone(let id):
            "sample \(id): no longer in the Maildir, it was deleted or moved. The list shows what is left"
        case .notAMaildir(let path):
            "samples \(path): not a Maildir, the folders new and cur are missing. Correct samples.maildir of the context"
        case .unreadable(let path, let problem):
            "samples \(path): \(problem). Make it readable for you, or correct samples.maildir of the context"
        case .notWatched(let path, let problem):
            "samples \(path): changes can't be watched (\(problem)). Press r to read it again"
        }
    }
}
