extension Operation {
    /// What it does, in words.
    package var wording: Wording {
        Wording(id, ask: "\(id) for {user}?", done: "\(id) is done")
    }
}

extension Request {
    package var question: String { Wording.filled(operation.wording.question, parameters) }
    package var doneSentence: String { Wording.filled(operation.wording.done, parameters) }
    package var consequence: String? { operation.wording.consequence.map { Wording.filled($0, parameters) } }

    /// The read that shows what this call changes; nil where the service shows it nowhere.
    package var observation: Request? { nil }

    /// What the records of `observation`'s answer show of the thing that this call changes.
    package func image(in records: [Record]) -> StateImage { .absent }

    /// Old → new for the dialog; nil before means that the state could not be read.
    package func changes(from before: StateImage?) -> [ValueChange] { [] }

    /// Whether the state after, against the state before, shows that the call was carried out.
    package func verdict(before: StateImage?, after: StateImage) -> Verdict { .undecided }

    /// The call that brings the state before back.
    package func inverse(before: StateImage?) -> Result<Request, NoInverse> {
        .failure(NoInverse("the service has no call that takes it back"))
    }
}
