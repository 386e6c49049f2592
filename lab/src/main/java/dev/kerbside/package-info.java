/**
 * The seam: what a running lab is to whoever uses it. It imports nothing that it stands on; {@link
 * dev.kerbside.LabProvider} is found when it is needed.
 *
 * <pre>
 *  Lab.start(LabConfig) ──┐
 *                         ├──► Lab ──► Endpoints, LabNode, Shell, JobFolder, Capability
 *  Lab.attach(folder) ────┘
 * </pre>
 */
package dev.kerbside;
