import Records

/// The monitor samples pane: messages of a Maildir, newest first.
package struct SamplesState: Sendable, Equatable {
    package enum Source: Sendable, Equatable {
        /// No Maildir is configured for this account.
        case notConfigured
        /// The Maildir is not there yet; its path.
        case missing(String)
        case watching
        case failed(String)
    }

    package var source: Source = .notConfigured
    package var samples: [Sample] = []
    /// When the last change was seen; seconds since 1970.
    package var changedAt: Double?
    package var cursor = 0
    package var top = 0
    /// The message being read, over the desk.
    package var opened: OpenedSample?

    package init() {}
}

/// A message that was opened.
package struct OpenedSample: Sendable, Equatable {
    package var id: Sample.ID
    /// Nil while it is being read.
    package var message: SampleMessage?
    package var problem: String?
    /// First line shown of the text.
    package var top = 0
    package var showsAllHeaders = false

    package init(id: Sample.ID) { self.id = id }
}

/// What the watcher of the Maildir tells.
package enum SamplesEvent: Sendable, Equatable {
    case source(SamplesState.Source)
    case samples([Sample])
}
