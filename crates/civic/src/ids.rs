//! The inner numbers. Outside, things are known by their UUID or their slug.

platform::id_type! {
    /// An organisation.
    OrganisationId;
    /// A person.
    PersonId;
    /// A project.
    ProjectId;
    /// A phase.
    PhaseId;
    /// An activity.
    ActivityId;
    /// A kind of tag.
    TagTypeId;
    /// A tag.
    TagId;
    /// An area.
    AreaId;
    /// A status of plans.
    StatusId;
    /// A page.
    PageId;
    /// A section.
    SectionId;
    /// A block.
    BlockId;
}
