package org.opendatagov.orchestrator.catalog;

/**
 * How often and by what a dataset is processed.
 *
 * @param runsPerMonth number of processing runs a month
 * @param hoursPerRun wall-clock hours of one run
 * @param executors workers of one run
 * @param executorRate price of one executor for an hour, in USD
 */
public record ProcessingSchedule(double runsPerMonth, double hoursPerRun, int executors, double executorRate) {}
