/** Whether a dataset that is said to be anonymised is: k-anonymity, l-diversity, t-closeness, risks, columns that still match a detector. */
@NullMarked
package org.opendatagov.orchestrator.experts.quality.anonymity;

import org.jspecify.annotations.NullMarked;
